import { getTableColumns } from "drizzle-orm"
import type { PgColumn, PgTable } from "drizzle-orm/pg-core"
import type { RecordRows } from "../../domain/enrollment/student-record-set.ts"
import type { RecordName } from "../../domain/provisioning/differences.ts"
import { associations, extensions, students, users } from "./schema.ts"

const bookkeeping = ["change_version", "created_at", "updated_at", "date_last_modified"] as const

type ColumnOf<Table extends PgTable> = Exclude<keyof Table["_"]["columns"], (typeof bookkeeping)[number]>
type Same<One, Other> = [One, Other] extends [Other, One] ? unknown : never

/** Takes tables that have the columns of the domain's rows, no more and no fewer: a column that is missing would be dropped in silence. */
const holding = <Tables extends Readonly<Record<RecordName, PgTable>>>(
  tables: Tables & { readonly [R in RecordName]: Same<ColumnOf<Tables[R]>, keyof RecordRows[R]> }
): Tables => tables

/** Where each record of a set stands. */
export const tables = holding({ student: students, association: associations, extension: extensions, user: users })

const isBookkeeping = (name: string) => (bookkeeping as ReadonlyArray<string>).includes(name)
const columnsOf = (table: PgTable): ReadonlyArray<PgColumn> => Object.values(getTableColumns(table))

/** The columns that a record set fills. */
export const recordColumns = (table: PgTable) => columnsOf(table).filter(({ name }) => !isBookkeeping(name))

/** PostgreSQL's own columns, which move only when one of the others does. */
export const changeColumns = (table: PgTable) =>
  columnsOf(table).map(({ name }) => name).filter((name) => name !== "created_at" && isBookkeeping(name))
