import { Effect } from "effect"
import { readsPolicy } from "../../domain/enrollment/permits.ts"
import { readsOnRecord } from "../../domain/enrollment/reads-on-record.ts"
import type { DomainEvent } from "../../domain/people/event.ts"
import type { Command } from "./command.ts"
import { openDirectory } from "./door.ts"
import { UsageError } from "./usage.ts"

const commandLine = { _tag: "System", name: "cli" } as const

const lineOf = ({ actor, at, details }: DomainEvent): string =>
  `${at}  ${actor}  request ${details["request_id"]}  version ${details["version"]}  ${details["parts"]}`

/** Who saw the full record of a child, newest first: ids and names of parts, never a value. */
export const auditReads: Command = Effect.fn("auditReads")(function*(configuration, { enrollment, json }) {
  if (enrollment === undefined) return yield* new UsageError({ message: "audit reads needs --enrollment ID [--json]" })
  const reads = yield* Effect.gen(function*() {
    const permit = yield* readsPolicy.check(commandLine, { id: enrollment })
    return yield* readsOnRecord().pipe(Effect.provideService(readsPolicy.tag, permit))
  }).pipe(Effect.provide(yield* openDirectory(configuration)))
  const text = json === true
    ? JSON.stringify({ enrollment_id: enrollment, reads }, null, 2)
    : [...reads.map(lineOf), `${reads.length} reads`].join("\n")
  return { text, failed: false }
})
