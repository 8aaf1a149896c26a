import { getTableColumns } from "drizzle-orm"
import type { PgColumn, PgTable } from "drizzle-orm/pg-core"
import { associations, extensions, students, users } from "./schema.ts"

/** Where each record of a set stands. */
export const tables = { student: students, association: associations, extension: extensions, user: users } as const
export type RecordName = keyof typeof tables

const bookkeeping = ["change_version", "created_at", "updated_at", "date_last_modified"]

const columnsOf = (table: PgTable): ReadonlyArray<PgColumn> => Object.values(getTableColumns(table))

/** The columns that a record set fills. */
export const recordColumns = (table: PgTable) => columnsOf(table).filter(({ name }) => !bookkeeping.includes(name))

/** PostgreSQL's own columns, which move only when one of the others does. */
export const changeColumns = (table: PgTable) =>
  columnsOf(table).map(({ name }) => name).filter((name) => name !== "created_at" && bookkeeping.includes(name))
