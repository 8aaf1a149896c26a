import { getTableName } from "drizzle-orm"
import { Effect } from "effect"
import { Database } from "./database.ts"
import { tables } from "./record-columns.ts"

/** The tables in the order in which a prepared put locks them. */
const names = [tables.user, tables.extension, tables.student, tables.association].map(getTableName)
const highest = `(SELECT max(highest) FROM (
  ${names.map((name) => `SELECT max(change_version) AS highest FROM ${name}`).join(" UNION ALL ")}
) AS each)`
/** True when a row has a number that no transaction was given yet: a dump was restored into a cluster that counts from its own start. */
const isBehind = `(${highest} >= change_base() + 2 * pg_snapshot_xmax(pg_current_snapshot())::text::bigint)`

/**
 * Raises the numbers of all future changes above those of the stored rows. Writers wait meanwhile, so that none writes an old number below
 * one that a reader has already seen.
 */
export const raiseChangeBase = `DO $$ BEGIN
  IF to_regprocedure('change_base()') IS NULL THEN RETURN; END IF;
  IF ${isBehind} IS NOT TRUE THEN RETURN; END IF;
  LOCK TABLE ${names.join(", ")} IN SHARE ROW EXCLUSIVE MODE;
  EXECUTE format(
    'CREATE OR REPLACE FUNCTION change_base() RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN %s::bigint',
    ${highest}
  );
END $$`

/** Returns whether the next change would get a lower number than a stored row has; `migrate` repairs that. */
export const changesAreBehind = Effect.flatMap(
  Database,
  ({ query }) => query({ name: "changes_behind", text: `SELECT ${isBehind} AS behind`, values: [] })
).pipe(
  Effect.map(([row]) => row?.["behind"] === true),
  Effect.withSpan("changesAreBehind")
)
