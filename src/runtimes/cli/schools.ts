import { Effect } from "effect"
import type { School } from "../../domain/school/school.ts"
import { answered } from "./answered.ts"
import type { Command } from "./command.ts"
import { openDoor } from "./door.ts"
import { columns } from "./tables/columns.ts"

const tableOf = (schools: ReadonlyArray<School>): string =>
  columns(
    ["school", "name", "time zone", "records at", "takes families"],
    schools.map(({ active, name_of_institution, policy, school_id }) => [
      `${school_id}`,
      name_of_institution,
      policy.time_zone,
      policy.provision_at,
      active ? "yes" : "no"
    ])
  )

export const listSchools: Command = Effect.fn("listSchools")(function*(configuration) {
  const answer = yield* (yield* openDoor(configuration))("GET", "/staff/schools")
  return answered<{ readonly schools: ReadonlyArray<School> }>(answer, ({ schools }) => tableOf(schools))
})

interface NewSchool {
  readonly id: number
  readonly name: string
  readonly "time-zone"?: string
  readonly "provision-at"?: School["policy"]["provision_at"]
}

export const addSchool: Command<NewSchool> = Effect.fn("addSchool")(function*(configuration, flags) {
  const school = {
    school_id: flags.id,
    name_of_institution: flags.name,
    time_zone: flags["time-zone"] ?? "America/Chicago",
    ...(flags["provision-at"] !== undefined && { policy: { provision_at: flags["provision-at"] } })
  }
  const answer = yield* (yield* openDoor(configuration))("POST", "/staff/schools", school)
  return answered<{ readonly school: School }>(answer, (body) => tableOf([body.school]), { "/school_id": "--id" })
})
