import { Effect } from "effect"
import { type Command, shown } from "./command.ts"
import { openDoor } from "./door.ts"
import { usage, UsageError } from "./usage.ts"

/** The manual recovery of one enrollment. */
export const provision: Command = Effect.fn("provision")(function*(configuration, options, id) {
  if (!/^[\w-]+$/.test(id)) return yield* new UsageError({ message: usage })
  const query = options["dry-run"] === true ? "?dry_run=true" : ""
  return shown(yield* (yield* openDoor(configuration))("POST", `/staff/enrollments/${id}/provision${query}`))
})
