import { readFileSync, writeFileSync } from "node:fs"
import { setTimeout as sleep } from "node:timers/promises"
import type { Exchange, Who } from "./exchange.ts"
import { playExchanges } from "./exchanges.ts"
import { type Normalized, normalized } from "./normalized.ts"
import type { Stores } from "./stores.ts"

/** How a runtime is called: like `fetch`, with paths only. */
export type Send = (path: string, init: RequestInit) => Promise<Response>

const people: Readonly<Record<Exclude<Who, "nobody">, readonly [role: string, email: string, name: string]>> = {
  coach: ["coach", "coach@example.test", "Casey Coach"],
  "other-coach": ["coach", "other-coach@example.test", "Other Coach"],
  registrar: ["registrar", "registrar@example.test", "Robin Registrar"],
  ann: ["parent", "ann@example.test", "Ann"],
  bob: ["parent", "bob@example.test", "Bob"]
}

export interface Played {
  readonly asked: Pick<Exchange, "what" | "who" | "method">
  readonly answered: Normalized
}

const recorded = new URL("recorded.json", import.meta.url)

/** Returns what every runtime must answer. */
export const recordedTranscript = (): ReadonlyArray<Played> =>
  JSON.parse(readFileSync(recorded, "utf8")) as ReadonlyArray<Played>

/** Records what was played as what every runtime must answer from now on. */
export const recordTranscript = (played: ReadonlyArray<Played>): void =>
  writeFileSync(recorded, `${JSON.stringify(played, null, 1)}\n`)

/** Plays the main job on a runtime. Returns every answer, without what differs from run to run, and the id of the enrollment. */
export const playTranscript = async (send: Send, stores: Stores) => {
  const tokens = new Map<string, string>()
  for (const [who, [role, email, name]] of Object.entries(people)) {
    tokens.set(who, await stores.mint(role, email, `${who}-1`, name))
  }
  const ask = ({ body, headers, method, path, who }: Omit<Exchange, "what">) =>
    send(path, {
      method,
      headers: {
        ...(who !== "nobody" && { authorization: `Bearer ${tokens.get(who)}` }),
        ...(body !== undefined && { "content-type": "application/json" }),
        ...headers
      },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) })
    })
  const played: Array<Played> = []
  const settled = async (path: string) => {
    for (let wait = 0; wait < 600; wait++) {
      const { student_records } = await (await ask({ who: "ann", method: "GET", path })).json() as {
        readonly student_records: { readonly state: string }
      }
      if (student_records.state === "applied") return
      await sleep(50)
    }
    throw new Error("the student records did not follow within 30 seconds")
  }
  const enrollment_id = await playExchanges(
    async ({ what, who, method, ...request }) => {
      const response = await ask({ who, method, ...request })
      const text = await response.text()
      played.push({ asked: { what, who, method }, answered: normalized(response.status, response.headers, text) })
      return { body: text === "" ? null : JSON.parse(text) as unknown, headers: response.headers }
    },
    settled,
    stores
  )
  return { played, enrollment_id }
}
