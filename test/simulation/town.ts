import { type Context, Effect, Layer } from "effect"
import * as MemoryMailer from "../../src/adapters/memory/mailer.ts"
import * as MemoryStudentRecords from "../../src/adapters/memory/student-records.ts"
import * as WorkflowStore from "../../src/adapters/memory/workflow-store.ts"
import { emptyWorld, World, type WorldState } from "../../src/adapters/memory/world.ts"
import { inviteFamily } from "../../src/domain/invitation/transitions.ts"
import type { Principal } from "../../src/domain/people/principal.ts"
import { defaultPolicy } from "../../src/domain/school/enrollment-policy.ts"
import { enrollmentIdOf, invitationId, suffixOf } from "../../src/domain/values/identifiers.ts"
import { localDateAt } from "../../src/domain/values/local-date.ts"
import type { Chance } from "./chance.ts"
import type { Stores } from "./faulty-ports.ts"

export const staff: Principal = {
  _tag: "Person",
  id: "registrar",
  address: "registrar@example.test",
  name: "Registrar",
  grants: [{ role: "registrar", school_id: "*" }]
}

/** One family with its child's invitation. */
export interface Family {
  readonly parent: Principal
  readonly invitation_id: ReturnType<typeof invitationId>
  readonly enrollment_id: ReturnType<typeof enrollmentIdOf>
}

/** Founds two schools: the first writes records from step 4 on, the second from step 6 on. */
const found = ({ schools }: WorldState) => {
  for (const school_id of [1, 2]) {
    const policy = { ...defaultPolicy("America/Chicago"), ...(school_id === 2 && { provision_at: "payment" as const }) }
    schools.set(school_id, { school_id, name_of_institution: `TSA ${school_id}`, active: true, policy })
  }
}

/** In half of the towns the third family is the second one again, with another invitation at the same school. */
const familyOf = (chance: Chance, number: number) => number === 2 && chance.happens(0.5) ? 1 : number

const moveIn = ({ invitations }: WorldState, chance: Chance, now: string, place: number): Family => {
  const id = invitationId(localDateAt(now, "America/Chicago"), suffixOf(chance.suffixNumber()))
  const number = familyOf(chance, place)
  const address = `parent-${number}@example.test`
  const before = [...invitations.values()].find(({ parent_email }) => parent_email === address)
  const school_id = before?.school_id ?? (chance.happens(0.25) ? 2 : 1)
  const invitation = inviteFamily({
    invitation_id: id,
    school_id,
    school_name: `TSA ${school_id}`,
    coach_id: "coach",
    coach_name: "Coach",
    parent_email: address,
    invited: before === undefined ? { student_first_name: "Ada" } : {}
  }, { now, actor: "person:coach", event_id: chance.uuid() })
  invitations.set(id, invitation)
  return {
    parent: { _tag: "Person", id: `parent-${number}`, address, name: "", grants: [{ role: "parent", school_id: "*" }] },
    invitation_id: id,
    enrollment_id: enrollmentIdOf(id)
  }
}

const layer = Layer.mergeAll(WorkflowStore.layer, MemoryStudentRecords.layer, MemoryMailer.layer)

/** Returns a new world with `families` invited families, and the stores over it. */
export const foundTown = (chance: Chance, now: string, families: number) => {
  const world = emptyWorld()
  found(world)
  const stores: Context.Context<Stores> = Effect.runSync(
    Effect.scoped(Layer.build(layer)).pipe(Effect.provideService(World, world))
  )
  return {
    world,
    stores,
    families: Array.from({ length: families }, (_, number) => moveIn(world, chance, now, number))
  }
}
