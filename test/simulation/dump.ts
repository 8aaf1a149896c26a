import type { WorldState } from "../../src/adapters/memory/world.ts"
import type { StoredRecords } from "../../src/domain/provisioning/student-records.port.ts"
import type { Dump, Row } from "../history/history.ts"

/** What the memory stores hold. */
export const dumpOf = ({ enrollments, events, records }: WorldState): Dump => {
  const rows = (record: "student" | "association" | "extension" | "user") =>
    [...records.values()].flatMap((held): ReadonlyArray<Row> => {
      const row = held[record]?.row
      return row === undefined ? [] : [{ ...row }]
    })
  return {
    enrollments: [...enrollments.values()],
    events: [...events.values()].flatMap((ofSubject) => [...ofSubject.values()]),
    rows: {
      students: rows("student"),
      student_school_associations: rows("association"),
      tsa_student_extensions: rows("extension"),
      users: rows("user")
    }
  }
}

/** The sets of these students as one statement would read them. */
export const setsOf = ({ records }: WorldState, ids: ReadonlyArray<string>): ReadonlyArray<StoredRecords> =>
  ids.flatMap((student_unique_id) => {
    const held = records.get(student_unique_id)
    return held === undefined ? [] : [{
      student_unique_id,
      student: held.student?.row ?? null,
      association: held.association?.row ?? null,
      extension: held.extension?.row ?? null,
      user: held.user?.row ?? null,
      associations: held.association === undefined ? 0 : 1
    }]
  })
