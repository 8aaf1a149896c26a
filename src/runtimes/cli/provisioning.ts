import { Effect } from "effect"
import { type Command, shown } from "./command.ts"
import { openDoor } from "./door.ts"

interface Row {
  readonly enrollment_id: string
  readonly provisioning_state: string
  readonly wanted_at: string | null
  readonly problems: ReadonlyArray<{ readonly pointer: string; readonly code: string; readonly message: string }>
}

const lineOf = ({ enrollment_id, problems, provisioning_state, wanted_at }: Row): string =>
  [
    `${enrollment_id}  ${provisioning_state.padEnd(15)}  since ${wanted_at ?? "-"}`,
    ...problems.map(({ code, message, pointer }) => `    ${pointer === "" ? "/" : pointer} ${code}: ${message}`)
  ].join("\n")

/** Those in one state (`needs_attention` where none is named), with the reason per field. */
export const listProvisioning: Command = Effect.fn("listProvisioning")(function*(configuration, { school, state }) {
  const ask = yield* openDoor(configuration)
  const { body } = yield* ask("GET", "/staff/schools")
  const known = (body as { readonly schools: ReadonlyArray<{ readonly school_id: number }> }).schools
  const rows: Array<Row> = []
  for (const school_id of school === undefined ? known.map((each) => `${each.school_id}`) : [school]) {
    const query = new URLSearchParams({ school_id, provisioning: state ?? "needs_attention", limit: "200" })
    for (let cursor: string | null = ""; cursor !== null;) {
      if (cursor !== "") query.set("cursor", cursor)
      const answer = yield* ask("GET", `/staff/enrollments?${query}`)
      if (answer.status >= 400) return shown(answer)
      const page = answer.body as { readonly enrollments: ReadonlyArray<Row>; readonly next_cursor: string | null }
      rows.push(...page.enrollments)
      cursor = page.next_cursor
    }
  }
  return { text: [...rows.map(lineOf), `${rows.length} found`].join("\n"), failed: false }
})

/** Makes all that match due now. */
export const retryProvisioning: Command = Effect.fn("retryProvisioning")(
  function*(configuration, { code, school, state }) {
    const ask = yield* openDoor(configuration)
    const filter = {
      ...(school !== undefined && { school_id: Number(school) }),
      ...(state !== undefined && { state }),
      ...(code !== undefined && { code })
    }
    let total = 0
    for (;;) {
      const answer = yield* ask("POST", "/staff/provisioning/retry", filter)
      if (answer.status >= 400) return shown(answer)
      const { more, retried } = answer.body as { readonly more: boolean; readonly retried: number }
      total += retried
      if (!more) return { text: `${total} due now`, failed: false }
    }
  }
)
