import { readFileSync } from "node:fs"
import type { Statement } from "../../../src/adapters/postgres/database.ts"
import type { StudentRecordSet } from "../../../src/domain/enrollment/student-record-set.ts"

const text = readFileSync(new URL("former-put.sql", import.meta.url), "utf8")

/** The put of the release before the arbiter was the tombstone, as it sent it: a table of erased children is asked. */
export const formerPut = (sets: ReadonlyArray<StudentRecordSet>): Statement => ({
  name: "put_newer",
  text,
  values: [
    sets.map(({ school }) => school),
    sets.map(({ student }) => student),
    sets.map(({ associations: [first] }) => first),
    sets.map(({ extension: { school_id: _, ...extension } }) => extension),
    sets.map(({ user }) => user)
  ].map((rows) => JSON.stringify(rows))
})
