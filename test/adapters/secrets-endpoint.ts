import { once } from "node:events"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"

/** Secrets Manager as the SDK sees it: one secret, whose text a test sets. Undefined: there is no secret. */
export const openSecretsEndpoint = async (arn: string) => {
  let current: string | undefined
  let reads = 0
  const server = createServer((request, response) => {
    const isRead = request.headers["x-amz-target"] === "secretsmanager.GetSecretValue"
    if (isRead) reads++
    const isThere = isRead && current !== undefined
    request.resume()
    response
      .writeHead(isThere ? 200 : 400, { "content-type": "application/x-amz-json-1.1" })
      .end(JSON.stringify(
        isThere
          ? {
            ARN: arn,
            Name: "database",
            SecretString: current,
            VersionId: "1".repeat(32),
            VersionStages: ["AWSCURRENT"]
          }
          : { __type: "ResourceNotFoundException", message: "Secrets Manager cannot find it." }
      ))
  }).listen(0, "127.0.0.1")
  await once(server, "listening")
  return {
    arn,
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    reads: () => reads,
    set: (text: string | undefined) => {
      current = text
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    }
  }
}
