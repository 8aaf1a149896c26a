import { Result } from "effect"
import type { Enrollment } from "../../src/domain/enrollment/enrollment.ts"
import { projectStudentRecords, recordsDue } from "../../src/domain/enrollment/projection.ts"
import { completedStep } from "../../src/domain/enrollment/status.ts"
import { studentUniqueIdOf } from "../../src/domain/values/identifiers.ts"
import { drifted } from "./drifted.ts"
import type { Dump, Row, Rows, Violation } from "./history.ts"

const keys = {
  students: "student_unique_id",
  student_school_associations: "student_unique_id",
  tsa_student_extensions: "student_unique_id",
  users: "identifier"
} as const
const tables = Object.keys(keys) as ReadonlyArray<keyof Rows>

const byStudent = (rows: Rows) =>
  Object.fromEntries(
    tables.map((table) => [table, Map.groupBy(rows[table], (row) => String(row[keys[table]]))])
  ) as Record<keyof Rows, Map<string, Array<Row>>>

type Found = Omit<Violation, "enrollment_id">

/** I7, checked independently of the projection: whoever paid is enrolled. */
const enrolled = (enrollment: Enrollment, extension: Row): ReadonlyArray<Found> => {
  const payment = completedStep(enrollment, 6)
  const isPaid = payment !== undefined && payment.data.payment_method !== "financial_aid"
  const status = enrollment.closure !== undefined ? "withdrawn" : payment === undefined ? "registered" : "enrolled"
  const expected = `${status} ${isPaid} ${isPaid ? enrollment.policy.deposit_cents : null}`
  const found = `${extension["enrollment_status"]} ${extension["deposit_paid"]} ${extension["deposit_amount"]}`
  return found === expected ? [] : [{ invariant: 7, expected, found }]
}

const isTombstone = (row: Row | undefined) => row?.["enrollment_status"] === "erased"

/** Checks the rows of one enrollment, once it is quiet. */
const rowsFound = (enrollment: Enrollment, rows: ReturnType<typeof byStudent>): ReadonlyArray<Found> => {
  const id = studentUniqueIdOf(enrollment.enrollment_id)
  const of = (table: keyof Rows): ReadonlyArray<Row> => rows[table].get(id) ?? []
  const stored: Rows = {
    students: of("students"),
    student_school_associations: of("student_school_associations"),
    tsa_student_extensions: of("tsa_student_extensions"),
    users: of("users")
  }
  const found = tables.map((table) => stored[table].length).join(",")
  const { applied_version, state, wanted_version } = enrollment.provisioning
  const [extension] = stored.tsa_student_extensions
  const version = Number(extension?.["enrollment_version"] ?? 0)
  if (!recordsDue(enrollment)) {
    const expected = isTombstone(extension) ? "0,0,1,0" : "0,0,0,0"
    return found === expected ? [] : [{ invariant: 5, expected: "no rows, or a tombstone alone", found }]
  }
  const projection = projectStudentRecords(enrollment)
  const whole = `1,${Result.isSuccess(projection) ? projection.success.associations.length : 1},1,1`
  if (state === "needs_attention") {
    return [
      ...found === (extension === undefined ? "0,0,0,0" : whole)
        ? []
        : [{ invariant: 2, expected: "a whole set or none", found }],
      ...version < (wanted_version ?? 0)
        ? []
        : [{ invariant: 8, expected: `no version ${wanted_version}, which was refused`, found: `${version}` }]
    ]
  }
  if (found !== whole || extension === undefined) {
    return [{ invariant: 1, expected: "one row in each table, an association per stay", found }]
  }
  const isAsOld = version >= Math.max(wanted_version ?? 0, applied_version ?? 0) && version <= enrollment.version
  const columns = Result.isSuccess(projection) ? drifted(projection.success, stored) : ["it does not project"]
  return [
    ...isAsOld ? [] : [{ invariant: 14, expected: `version ${wanted_version} or newer`, found: `${version}` }],
    ...columns.length === 0 ? [] : [{ invariant: 1, expected: "rows as projected", found: columns.join(" ") }],
    ...enrolled(enrollment, extension)
  ]
}

/** I5: finds rows of students of this source that no enrollment asks for. */
const extra = ({ enrollments, rows }: Dump): ReadonlyArray<Violation> => {
  const due = new Set(enrollments.filter(recordsDue).map(({ enrollment_id }) => studentUniqueIdOf(enrollment_id)))
  return tables.flatMap((table) =>
    rows[table]
      .filter((row) => !(due as ReadonlySet<string>).has(String(row[keys[table]])) && !isTombstone(row))
      .map((row) => ({
        invariant: 5,
        enrollment_id: "",
        expected: `no row in ${table}`,
        found: String(row[keys[table]])
      }))
  )
}

/** I11: these values are unique over all rows. */
const unique = ({ rows }: Dump): ReadonlyArray<Violation> =>
  ([["students", "student_usi"], ["users", "username"], ["users", "sourced_id"], [
    "tsa_student_extensions",
    "enrollment_id"
  ]] as const).flatMap(([table, column]) =>
    [...Map.groupBy(rows[table], (row) => String(row[column]))].filter(([, same]) => same.length > 1).map((
      [value, same]
    ) => ({
      invariant: 11,
      enrollment_id: "",
      expected: `${table}.${column} unique`,
      found: `${column === "username" ? "a name" : value} ${same.length} times`
    }))
  )

/** What the four tables must hold, given what the workflow store holds. */
export const recordsOf = (dump: Dump): ReadonlyArray<Violation> => {
  const rows = byStudent(dump.rows)
  return [
    ...dump.enrollments.flatMap((enrollment) =>
      rowsFound(enrollment, rows).map((found) => ({ ...found, enrollment_id: enrollment.enrollment_id }))
    ),
    ...extra(dump),
    ...unique(dump)
  ]
}
