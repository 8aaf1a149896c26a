import { readFileSync } from "node:fs"
import type { Statement } from "../../../src/adapters/postgres/database.ts"
import type { StudentRecordSet } from "../../../src/domain/enrollment/student-record-set.ts"

const text = readFileSync(new URL("former-put.sql", import.meta.url), "utf8")

/** The put of the last release in which the arbiter was not yet the tombstone, as that sent it: it consults a table of erased children. */
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
