import { command, group } from "../declared.ts"
import { days, oneSchool, personWord, required, schoolOrAll, yes } from "../flags.ts"
import { roles } from "../words.ts"

const load = () => import("../people.ts")
const role = { kind: "enum", values: roles, brief: "What they may do (staff: registrar)" } as const

export const people = group("Who works at the schools, and what they may do there", {
  list: command(
    "Who works at the schools, or at one; with --unseen-days who has not signed in for so long",
    async () => (await load()).listPeople,
    { flags: { school: oneSchool, "unseen-days": days } }
  ),
  add: command(
    "Enter a person with a role, or give the role to who has this address",
    async () => (await load()).addPerson,
    {
      flags: {
        email: { ...required.email, brief: "Where they get their mail" },
        role,
        school: schoolOrAll,
        name: { ...required.name, optional: true, brief: "Their name" }
      }
    }
  ),
  grant: command("Give a person a role", async () => (await load()).grant, {
    flags: { role, school: schoolOrAll },
    words: [personWord]
  }),
  revoke: command(
    "Take a role from a person: void within a minute",
    async () => (await load()).revoke,
    { flags: { role, school: schoolOrAll, yes }, words: [personWord] }
  ),
  "merge-address": command(
    "A changed or lost address: once its owner has opened the mailed link it is the person's, with the family of whoever had it",
    async () => (await load()).mergeAddress,
    { flags: { email: { ...required.email, brief: "Their address from then on" }, yes }, words: [personWord] }
  ),
  "release-address": command(
    "Let go of an address that the person had formerly, or is to have: it is free for whoever has it now",
    async () => (await load()).releaseAddress,
    { flags: { email: { ...required.email, brief: "The address to let go of" }, yes }, words: [personWord] }
  )
})
