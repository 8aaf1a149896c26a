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

/** Everything the service does in the database, as the privileges it needs. Migrations need the owner's. */
export const neededGrants: ReadonlyArray<Need> = [
  ...Object.values(tables).flatMap((table) => need("public", getTableName(table), "SELECT", "INSERT", "UPDATE")),
  // Never on the arbiter: the row of an erased child stays as its tombstone.
  ...[students, associations, users].flatMap((table) => need("public", getTableName(table), "DELETE")),
  ...[schools, organizations].flatMap((table) => need("public", getTableName(table), "SELECT", "INSERT")),
  ...need("drizzle", "__drizzle_migrations", "SELECT")
]

/** By oid: looking up a name in a schema that the role may not use is an error, not an answer. */
const text = `SELECT need.privilege || ' on ' || need.schema || '.' || need.name AS missing
FROM json_to_recordset($1) AS need (schema text, name text, privilege text)
LEFT JOIN pg_namespace AS space ON space.nspname = need.schema
LEFT JOIN pg_class AS relation ON relation.relnamespace = space.oid AND relation.relname = need.name
WHERE relation.oid IS NULL OR NOT has_schema_privilege(space.oid, 'USAGE') OR NOT CASE relation.relkind
  WHEN 'S' THEN has_sequence_privilege(relation.oid, need.privilege)
  ELSE has_table_privilege(relation.oid, need.privilege)
END
ORDER BY need.schema DESC, need.name, need.privilege`

/** Returns the privileges that this role lacks, such as `INSERT on public.users`, including those on what does not exist. */
export const missingGrants = Effect.flatMap(
  Database,
  ({ query }) => query({ name: "grants", text, values: [JSON.stringify(neededGrants)] })
).pipe(
  Effect.map((rows) => rows.map(({ missing }) => String(missing))),
  Effect.withSpan("missingGrants")
)
