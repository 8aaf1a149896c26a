import { Effect } from "effect"
import { answered } from "./answered.ts"
import type { Command } from "./command.ts"
import { openDoor } from "./door.ts"
import { columns } from "./tables/columns.ts"

interface Preview {
  readonly changes: ReadonlyArray<{
    readonly record: string
    readonly action: string
    readonly columns: ReadonlyArray<string>
  }>
}

interface Provisioned {
  readonly student_records: {
    readonly state: string
    readonly student_unique_id: string | null
    readonly problems: ReadonlyArray<{ readonly pointer: string; readonly code: string; readonly message: string }>
  }
}

/** Lists what would change, without the values: they are a child's, and only `--json` shows them. */
const changed = ({ changes }: Preview): string =>
  columns(
    ["record", "action", "columns"],
    changes.map(({ action, columns: named, record }) => [record, action, named.join(", ")])
  )

const written = ({ student_records: { problems, state, student_unique_id } }: Provisioned): string =>
  [
    `The records of ${student_unique_id ?? "this student"}: ${state}`,
    ...problems.map(({ code, message, pointer }) => `  ${pointer} ${code}: ${message}`)
  ].join("\n")

/** Recovers one enrollment by hand. */
export const provision: Command<{ readonly "dry-run"?: boolean }, readonly [id: string]> = Effect.fn("provision")(
  function*(configuration, { "dry-run": isDryRun = false }, id) {
    const ask = yield* openDoor(configuration)
    const path = `/staff/enrollments/${id}/provision`
    return isDryRun
      ? answered(yield* ask("POST", `${path}?dry_run=true`), changed)
      : answered(yield* ask("POST", path), written)
  }
)
