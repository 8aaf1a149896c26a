/**
 * Bundled in place of `@aws-sdk/endpoint-cache`, which brings its own library of collections. The DynamoDB client always creates a cache
 * but never asks it for anything unless it is told to discover endpoints. This one keeps none.
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
