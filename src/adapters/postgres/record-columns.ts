import { getTableColumns } from "drizzle-orm"
import type { PgColumn, PgTable } from "drizzle-orm/pg-core"
import type { RecordRows } from "../../domain/enrollment/student-record-set.ts"
import type { RecordName } from "../../domain/provisioning/differences.ts"
import { associations, extensions, students, users } from "./schema.ts"

const bookkeeping = ["change_version", "created_at", "updated_at", "date_last_modified"] as const

type ColumnOf<Table extends PgTable> = Exclude<keyof Table["_"]["columns"], (typeof bookkeeping)[number]>
type Same<One, Other> = [One, Other] extends [Other, One] ? unknown : never

/** Accepts only tables with exactly the columns of the domain's rows: a missing column would be dropped silently. */
const holding = <Tables extends Readonly<Record<RecordName, PgTable>>>(
  tables: Tables & { readonly [R in RecordName]: Same<ColumnOf<Tables[R]>, keyof RecordRows[R]> }
): Tables => tables

/** The table that holds each record of a set. */
export const tables = holding({ student: students, association: associations, extension: extensions, user: users })

const isBookkeeping = (name: string) => (bookkeeping as ReadonlyArray<string>).includes(name)
const columnsOf = (table: PgTable): ReadonlyArray<PgColumn> => Object.values(getTableColumns(table))

/** The columns that a record set fills. */
export const recordColumns = (table: PgTable) => columnsOf(table).filter(({ name }) => !isBookkeeping(name))

/** PostgreSQL's own columns, which change only when one of the others does. */
export const changeColumns = (table: PgTable) =>
  columnsOf(table).map(({ name }) => name).filter((name) => name !== "created_at" && isBookkeeping(name))
