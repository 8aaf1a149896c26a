import { Effect } from "effect"
import type { ProvisioningState } from "../../domain/enrollment/provisioning.ts"
import { answered } from "./answered.ts"
import type { Command } from "./command.ts"
import { openDoor, schoolsThrough } from "./door.ts"
import { columns } from "./tables/columns.ts"

interface Row {
  readonly enrollment_id: string
  readonly provisioning_state: string
  readonly wanted_at: string | null
  readonly problems: ReadonlyArray<{ readonly pointer: string; readonly code: string; readonly message: string }>
}

interface Page {
  readonly enrollments: ReadonlyArray<Row>
  readonly next_cursor: string | null
}

/** Returns one line per enrollment, or one per problem. */
const linesOf = (
  { enrollment_id, problems, provisioning_state, wanted_at }: Row
): ReadonlyArray<ReadonlyArray<string>> =>
  [undefined, ...problems].slice(problems.length === 0 ? 0 : 1).map((problem) => [
    enrollment_id,
    provisioning_state,
    wanted_at ?? "-",
    problem === undefined ? "" : `${problem.pointer === "" ? "/" : problem.pointer} ${problem.code}: ${problem.message}`
  ])

/** Lists the enrollments in one state (`needs_attention` where none is named), with the reason per field. */
export const listProvisioning: Command<{ readonly school?: number; readonly state?: ProvisioningState }> = Effect.fn(
  "listProvisioning"
)(function*(configuration, { school, state = "needs_attention" }) {
  const ask = yield* openDoor(configuration)
  const rows: Array<Row> = []
  for (const school_id of school === undefined ? yield* schoolsThrough(ask) : [school]) {
    const query = new URLSearchParams({ school_id: `${school_id}`, provisioning: state, limit: "200" })
    for (let cursor: string | null = ""; cursor !== null;) {
      if (cursor !== "") query.set("cursor", cursor)
      const answer = yield* ask("GET", `/staff/enrollments?${query}`)
      if (answer.status >= 400) return answered(answer, String)
      const page = answer.body as Page
      rows.push(...page.enrollments)
      cursor = page.next_cursor
    }
  }
  const table = columns(["enrollment", "records", "since", "reason"], rows.flatMap(linesOf))
  const data = rows.map(({ enrollment_id, problems, provisioning_state, wanted_at }) => ({
    enrollment_id,
    provisioning_state,
    wanted_at,
    problems
  }))
  return {
    text: `${rows.length === 0 ? "" : `${table}\n`}${rows.length} found`,
    data: { enrollments: data },
    failed: false
  }
})

interface RetryFlags {
  readonly school?: number
  readonly state?: Extract<ProvisioningState, "needs_attention" | "pending">
  readonly code?: string
}

/** Makes everything that matches due now. */
export const retryProvisioning: Command<RetryFlags> = Effect.fn("retryProvisioning")(
  function*(configuration, { code, school, state }) {
    const ask = yield* openDoor(configuration)
    const filter = {
      ...(school !== undefined && { school_id: school }),
      ...(state !== undefined && { state }),
      ...(code !== undefined && { code })
    }
    let total = 0
    for (;;) {
      const answer = yield* ask("POST", "/staff/provisioning/retry", filter)
      if (answer.status >= 400) return answered(answer, String)
      const { more, retried } = answer.body as { readonly more: boolean; readonly retried: number }
      total += retried
      if (!more) return { text: `${total} due now`, data: { retried: total }, failed: false }
    }
  }
)
