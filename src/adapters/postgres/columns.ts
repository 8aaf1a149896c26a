import { sql } from "drizzle-orm"
import { bigint, jsonb, pgSequence, timestamp, varchar } from "drizzle-orm/pg-core"

/** The release before numbered changes by it. Nobody does any more; it goes with the next release. */
export const changeVersions = pgSequence("change_version_seq")

/**
 * Numbered by the transaction that writes the row, the same in all tables: a consumer asks for what changed after a number that it has
 * seen, up to `newest_change_version()`, below which nothing can still be committed (ADR 33).
 */
export const changeVersion = () => bigint({ mode: "number" }).notNull().default(sql`next_change_version()`)
export const id = () => varchar({ length: 32 })
export const name = () => varchar({ length: 75 })
export const descriptor = () => varchar({ length: 60 })
export const list = () => jsonb().notNull().default([])
export const instant = () => timestamp({ withTimezone: true })
export const stamp = () => instant().notNull().defaultNow()

/** OneRoster's dateLastModified has milliseconds; cut, because a rounded one can lie in the future. */
export const modifiedOrNull = () =>
  timestamp({ withTimezone: true, precision: 3 }).default(sql`date_trunc('milliseconds', now())`)
export const modified = () => modifiedOrNull().notNull()
