import pg from "pg"

const tables = ["students", "student_school_associations", "tsa_student_extensions", "users"]

const changesIn = (where: string) =>
  tables.map((table) =>
    `SELECT '${table} ' || ${
      table === "users" ? "identifier" : "student_unique_id"
    } AS id, change_version::text AS version
    FROM ${table} ${where}`
  ).join(" UNION ALL ")

/**
 * Reads as a consumer does: again and again it asks for what changed after the number that it has seen, up to the newest one. It uses two
 * statements, as if for two pages.
 */
export const deltaReader = async (url: string) => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  for (const table of tables) {
    await client.query(`CREATE INDEX IF NOT EXISTS ${table}_change ON ${table} (change_version)`)
  }
  const delivered = new Set<string>()
  let [seen, polls] = ["0", 0]
  const keyOf = ({ id, version }: { readonly id: string; readonly version: string }) => `${id} ${version}`
  const poll = async () => {
    const { rows: [{ newest }] } = await client.query("SELECT newest_change_version()::text AS newest")
    const { rows } = await client.query(changesIn("WHERE change_version > $1 AND change_version <= $2"), [seen, newest])
    for (const row of rows) delivered.add(keyOf(row))
    seen = newest
    polls++
  }
  return {
    poll,
    polls: () => polls,
    /** Returns how many rows are stored, and which of them were never delivered in their present state. */
    missed: async () => {
      const { rows } = await client.query(changesIn(""))
      return { rows: rows.length, lost: rows.filter((row) => !delivered.has(keyOf(row))).map(keyOf) }
    },
    end: () => client.end()
  }
}
