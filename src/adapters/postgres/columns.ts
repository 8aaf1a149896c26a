import { sql } from "drizzle-orm"
import { bigint, jsonb, pgSequence, timestamp, varchar } from "drizzle-orm/pg-core"

/** One sequence for all tables: a consumer asks for what changed after a number that it has seen. */
export const changeVersions = pgSequence("change_version_seq")

export const changeVersion = () => bigint({ mode: "number" }).notNull().default(sql`nextval('change_version_seq')`)
export const id = () => varchar({ length: 32 })
export const name = () => varchar({ length: 75 })
export const descriptor = () => varchar({ length: 60 })
export const list = () => jsonb().notNull().default([])
export const instant = () => timestamp({ withTimezone: true })
export const stamp = () => instant().notNull().defaultNow()

/** OneRoster's dateLastModified has milliseconds; cut, because a rounded one can lie in the future. */
export const modified = () =>
  timestamp({ withTimezone: true, precision: 3 }).notNull().default(sql`date_trunc('milliseconds', now())`)
