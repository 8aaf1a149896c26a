import { Effect, Schema } from "effect"
import * as z from "zod"
import { addPerson } from "../../domain/directory/add-person.ts"
import { giveGrant, takeGrant } from "../../domain/directory/change-grants.ts"
import { listPeople, seenBy } from "../../domain/directory/list-people.ts"
import { addPersonPolicy, grantPolicy, listPeoplePolicy, readPersonPolicy } from "../../domain/directory/policies.ts"
import { Grant, Role } from "../../domain/people/principal.ts"
import { withoutBlanks } from "../../domain/values/blanks.ts"
import { EmailAddress } from "../../domain/values/email-address.ts"
import { line } from "../../domain/values/text.ts"
import { bodyOf } from "../body.ts"
import type { Endpoint } from "../described.ts"
import { endpoint } from "../endpoint.ts"
import { fromDomain } from "../openapi/from-domain.ts"
import { answered, answers, bodyOfPerson, PersonBody } from "../representations/person-answer.ts"
import { keptPerson } from "./kept-person.ts"

const tag = "People"

const list = endpoint({
  method: "get",
  path: "/staff/people",
  summary: "Who works at the caller's schools; with unseen_days only who has not signed in for so long",
  tag,
  access: listPeoplePolicy,
  query: z.strictObject({
    school_id: z.coerce.number().int().positive().optional(),
    unseen_days: z.coerce.number().int().min(1).max(3650).optional()
  }),
  answers: { 200: { description: "By id", schema: z.object({ people: z.array(PersonBody) }) } },
  problems: [403],
  handle: ({ permit, query: { school_id, unseen_days: unseenDays } }) =>
    Effect.map(listPeople(permit, { school_id, unseenDays }), (people) => ({
      status: 200,
      body: { people: people.map(bodyOfPerson) }
    }))
})

const NewPerson = Schema.Struct({
  email: EmailAddress,
  name: Schema.optionalKey(line(75)),
  ...Grant.fields
})

const add = endpoint({
  method: "post",
  path: "/staff/people",
  summary: "Enter a person with a grant, or give it to who has this address",
  tag,
  access: addPersonPolicy,
  body: bodyOf(fromDomain(NewPerson, withoutBlanks)),
  creates: keptPerson,
  answers: { ...answers, 201: { description: "The new person", schema: z.object({ person: PersonBody }) } },
  problems: [403, 404, 409],
  handle: ({ permit, body: { role, school_id, ...named } }) =>
    Effect.map(
      addPerson(permit, { ...named, grant: { role, school_id } }),
      ({ created, person }) => answered(person, created ? 201 : 200)
    )
})

const get = endpoint({
  method: "get",
  path: "/staff/people/:id",
  summary: "One person",
  tag,
  access: readPersonPolicy,
  answers,
  problems: [404],
  handle: ({ permit: { principal, resource } }) => Effect.succeed(answered(seenBy(principal, resource)))
})

const give = endpoint({
  method: "post",
  path: "/staff/people/:id/grants",
  summary: "Give a grant",
  tag,
  access: grantPolicy,
  body: bodyOf(fromDomain(Grant)),
  answers,
  problems: [403, 404, 409],
  handle: ({ permit, body }) => Effect.map(giveGrant(permit, body), (person) => answered(person))
})

const take = endpoint({
  method: "delete",
  path: "/staff/people/:id/grants",
  summary: "Take a grant: it is void within a minute",
  tag,
  access: grantPolicy,
  query: z.strictObject({
    role: z.enum(Role.literals),
    school_id: z.union([z.literal("*"), z.coerce.number().int().positive()])
  }),
  answers,
  problems: [403, 404, 409],
  handle: ({ permit, query }) => Effect.map(takeGrant(permit, query), (person) => answered(person))
})

export const peopleEndpoints: ReadonlyArray<Endpoint> = [list, add, get, give, take]
