import { Effect, Layer } from "effect"
import journal from "../../../drizzle/meta/_journal.json" with { type: "json" }
import { StudentRecords } from "../../domain/provisioning/student-records.port.ts"
import { countStatement } from "./count-statement.ts"
import { Database } from "./database.ts"
import { away } from "./failure.ts"
import { findStatement } from "./find-statement.ts"
import { pageStatement, storedStudents } from "./page-statement.ts"
import { makePut } from "./put.ts"
import { isStored, storedRecords } from "./rows.ts"

const levelText = "SELECT count(*)::integer AS applied FROM drizzle.__drizzle_migrations"

const make = Effect.gen(function*() {
  const database = yield* Database

  const find = Effect.fn("StudentRecords.find")(function*(student_unique_ids: ReadonlyArray<string>) {
    const rows = yield* database.query(findStatement(student_unique_ids))
    return rows.map(storedRecords).filter(isStored)
  }, Effect.mapError(away))

  const page = Effect.fn("StudentRecords.page")(function*(after: string | undefined, limit: number) {
    return storedStudents(yield* database.query(pageStatement(after, limit)))
  }, Effect.mapError(away))

  const migrationLevel = database.query({ name: "migration_level", text: levelText, values: [] }).pipe(
    Effect.map(([row]) => Number(row?.["applied"])),
    Effect.catch((failure) => failure.code === "42P01" ? Effect.succeed(0) : Effect.fail(away(failure))),
    Effect.map((applied) => ({ applied, known: journal.entries.length })),
    Effect.withSpan("StudentRecords.migrationLevel")
  )

  const countBySchool = database.query(countStatement).pipe(
    Effect.map((rows) =>
      rows.map(({ school_id, students }) => ({
        school_id: school_id === null ? null : Number(school_id),
        students: Number(students)
      }))
    ),
    Effect.mapError(away),
    Effect.withSpan("StudentRecords.countBySchool")
  )

  return StudentRecords.of({ put: makePut(database), find, page, countBySchool, migrationLevel })
})

/** The student records in PostgreSQL. */
export const layer = Layer.effect(StudentRecords, make)
