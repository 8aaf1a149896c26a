import { Effect } from "effect"
import { readsPolicy } from "../../domain/enrollment/policies.ts"
import { readsOnRecord } from "../../domain/enrollment/reading/reads-on-record.ts"
import type { DomainEvent } from "../../domain/history/event.ts"
import type { Command } from "./command.ts"
import { openDirectory } from "./door.ts"
import { columns } from "./tables/columns.ts"

const commandLine = { _tag: "System", name: "cli" } as const

const rowOf = ({ actor, at, details }: DomainEvent): ReadonlyArray<string> => [
  at,
  actor,
  `${details["request_id"]}`,
  `${details["version"]}`,
  `${details["parts"]}`
]

/** Shows who saw a child's full record, newest first: ids and names of parts, never a value. */
export const auditReads: Command<{ readonly enrollment: string }> = Effect.fn("auditReads")(
  function*(configuration, { enrollment }) {
    const reads = yield* Effect.gen(function*() {
      const permit = yield* readsPolicy.check(commandLine, { id: enrollment })
      return yield* readsOnRecord(permit)
    }).pipe(Effect.provide(yield* openDirectory(configuration)))
    const table = columns(["when", "who", "request", "version", "parts"], reads.map(rowOf))
    return {
      text: `${table}\n${reads.length} reads`,
      data: { enrollment_id: enrollment, reads },
      failed: false
    }
  }
)
