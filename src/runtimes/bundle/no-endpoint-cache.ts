/**
 * Bundled in the place of `@aws-sdk/endpoint-cache`, which brings collections of a library of its own: the DynamoDB client makes one in
 * any case, and asks it for nothing unless it is told to discover endpoints. It keeps none.
 */
export class EndpointCache {
  get(): undefined {
    return undefined
  }
  getEndpoint(): undefined {
    return undefined
  }
  has(): boolean {
    return false
  }
  set(): void {
    return
  }
  delete(): void {
    return
  }
  clear(): void {
    return
  }
}
