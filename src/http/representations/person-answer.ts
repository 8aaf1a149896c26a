import * as z from "zod"
import type { Person } from "../../domain/people/person.ts"
import { Role } from "../../domain/people/principal.ts"
import type { Answer } from "../answer.ts"

const GrantBody = z.object({ role: z.enum(Role.literals), school_id: z.union([z.int(), z.literal("*")]) })
export const PersonBody = z.object({
  person_id: z.string(),
  email: z.string(),
  addresses: z.array(z.object({ email: z.string(), state: z.enum(["present", "former", "pending"]) })).meta({
    description: "Pending: to be the present one, once its owner has opened the mailed link"
  }),
  name: z.string(),
  grants: z.array(GrantBody),
  signed_in_at: z.string().nullable()
}).meta({ id: "Person" })
export const answers = {
  200: { description: "The person as the caller may see them", schema: z.object({ person: PersonBody }) }
}

const addressesShown = ({ address, former_addresses = [], pending_address }: Person) => [
  { email: address, state: "present" as const },
  ...former_addresses.map((email) => ({ email, state: "former" as const })),
  ...(pending_address === undefined ? [] : [{ email: pending_address.address, state: "pending" as const }])
]

/** Returns the person as an admin sees them. */
export const bodyOfPerson = (person: Person): z.infer<typeof PersonBody> => ({
  person_id: person.id,
  email: person.address,
  addresses: addressesShown(person),
  name: person.name,
  grants: person.grants.map((grant) => ({ ...grant })),
  signed_in_at: person.signed_in_at ?? null
})
/** Returns the answer with this person. */
export const answered = (person: Person, status: Answer["status"] = 200): Answer => ({
  status,
  body: { person: bodyOfPerson(person) }
})
