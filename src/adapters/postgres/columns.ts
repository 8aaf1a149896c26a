import { sql } from "drizzle-orm"
import { bigint, jsonb, pgSequence, timestamp, varchar } from "drizzle-orm/pg-core"

/** The previous release numbered changes with it. Nothing uses it any more; it goes with the next release. */
export const changeVersions = pgSequence("change_version_seq")

/**
 * The transaction that writes a row gives it this number, the same in all tables. A consumer asks for what changed after a number that it
 * has seen, up to `newest_change_version()`; below that, nothing can still be committed (ADR 33).
 */
export const changeVersion = () => bigint({ mode: "number" }).notNull().default(sql`next_change_version()`)
export const id = () => varchar({ length: 32 })
export const name = () => varchar({ length: 75 })
export const descriptor = () => varchar({ length: 60 })
export const list = () => jsonb().notNull().default([])
export const instant = () => timestamp({ withTimezone: true })
export const stamp = () => instant().notNull().defaultNow()

/** OneRoster's dateLastModified has milliseconds. The rest is cut off, because a rounded time can lie in the future. */
export const modifiedOrNull = () =>
  timestamp({ withTimezone: true, precision: 3 }).default(sql`date_trunc('milliseconds', now())`)
export const modified = () => modifiedOrNull().notNull()
