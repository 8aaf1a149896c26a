import { type AnyPgColumn, bigint, jsonb, pgTable, text, varchar } from "drizzle-orm/pg-core"
import { descriptor, modified, name, stamp } from "./columns.ts"

/** Schools and organizations are a projection of the workflow store's directory; a put inserts those that are missing. */
export const schools = pgTable("schools", {
  school_id: bigint({ mode: "number" }).primaryKey(),
  name_of_institution: name().notNull(),
  short_name: name(),
  local_education_agency_id: bigint({ mode: "number" }),
  time_zone: text(),
  address: jsonb(),
  operational_status_descriptor: descriptor(),
  web_site: varchar({ length: 255 }),
  created_at: stamp(),
  updated_at: stamp()
})

export const organizations = pgTable("organizations", {
  sourced_id: varchar({ length: 255 }).primaryKey(),
  status: varchar({ length: 20 }).notNull().default("active"),
  date_last_modified: modified(),
  name: varchar({ length: 255 }).notNull(),
  type: varchar({ length: 20 }).notNull(),
  identifier: varchar({ length: 255 }),
  parent_id: varchar({ length: 255 }).references((): AnyPgColumn => organizations.sourced_id),
  model_metadata: jsonb()
})
