import { Effect } from "effect"
import { type Command, shown } from "./command.ts"
import { openDoor } from "./door.ts"

export const listSchools: Command = Effect.fn("listSchools")(function*(configuration) {
  return shown(yield* (yield* openDoor(configuration))("GET", "/staff/schools"))
})

export const addSchool: Command = Effect.fn("addSchool")(function*(configuration, options) {
  const school = {
    school_id: Number(options.id),
    name_of_institution: options.name,
    time_zone: options["time-zone"] ?? "America/Chicago",
    ...(options["provision-at"] !== undefined && { policy: { provision_at: options["provision-at"] } })
  }
  return shown(yield* (yield* openDoor(configuration))("POST", "/staff/schools", school))
})
