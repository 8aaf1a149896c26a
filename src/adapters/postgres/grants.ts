import { getTableName } from "drizzle-orm"
import { Effect } from "effect"
import { Database } from "./database.ts"
import { organizations, schools } from "./directory.ts"
import { tables } from "./record-columns.ts"
import { associations, students, users } from "./schema.ts"

interface Need {
  readonly schema: string
  readonly name: string
  readonly privilege: string
}

const need = (schema: string, name: string, ...privileges: ReadonlyArray<string>): ReadonlyArray<Need> =>
  privileges.map((privilege) => ({ schema, name, privilege }))

/** All that the service does in the database, as the privileges that it takes; migrations need the owner's. */
export const neededGrants: ReadonlyArray<Need> = [
  ...Object.values(tables).flatMap((table) => need("public", getTableName(table), "SELECT", "INSERT", "UPDATE")),
  // Never the arbiter: the row of an erased child stays as its tombstone.
  ...[students, associations, users].flatMap((table) => need("public", getTableName(table), "DELETE")),
  ...[schools, organizations].flatMap((table) => need("public", getTableName(table), "SELECT", "INSERT")),
  ...need("drizzle", "__drizzle_migrations", "SELECT")
]

/** By oid: looking a name up in a schema that may not be used is an error, not an answer. */
const text = `SELECT need.privilege || ' on ' || need.schema || '.' || need.name AS missing
FROM json_to_recordset($1) AS need (schema text, name text, privilege text)
LEFT JOIN pg_namespace AS space ON space.nspname = need.schema
LEFT JOIN pg_class AS relation ON relation.relnamespace = space.oid AND relation.relname = need.name
WHERE relation.oid IS NULL OR NOT has_schema_privilege(space.oid, 'USAGE') OR NOT CASE relation.relkind
  WHEN 'S' THEN has_sequence_privilege(relation.oid, need.privilege)
  ELSE has_table_privilege(relation.oid, need.privilege)
END
ORDER BY need.schema DESC, need.name, need.privilege`

/** The privileges that this role lacks, like `INSERT on public.users`; also those on what is not there. */
export const missingGrants = Effect.flatMap(
  Database,
  ({ query }) => query({ name: "grants", text, values: [JSON.stringify(neededGrants)] })
).pipe(
  Effect.map((rows) => rows.map(({ missing }) => String(missing))),
  Effect.withSpan("missingGrants")
)
