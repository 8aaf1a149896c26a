import { bytesThatAreNoJson } from "../fixtures/body-bytes.ts"
import type { Send } from "./transcript/play.ts"

/** Returns what a runtime answers to bodies that are not JSON in UTF-8, in their order. */
export const refusedBodiesFrom = async (send: Send) => {
  const answered: Array<readonly [status: number, type: unknown]> = []
  for (const [, body] of bytesThatAreNoJson) {
    const headers = { "content-type": "application/json" }
    const response = await send("/auth/magic-link", { method: "POST", headers, body })
    answered.push([response.status, (await response.json() as { readonly type: string }).type])
  }
  return answered
}

/** What every runtime must answer to those bodies. */
export const refusedBodies = bytesThatAreNoJson.map(([, , problem]) => [400, `/problems/${problem}`] as const)
