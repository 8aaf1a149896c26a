import { Effect, Equal, Layer } from "effect"
import type { StudentRecordSet } from "../../domain/enrollment/student-record-set.ts"
import { recordNames } from "../../domain/provisioning/differences.ts"
import { type StoredRecords, StudentRecords } from "../../domain/provisioning/student-records.port.ts"
import { type HeldRecords, World, type WorldState } from "./world.ts"

/** A new version alone is no change of a row. */
const content = (row: object): object => ({ ...row, enrollment_version: 0 })

const schoolOf = (organization = "") => /^school_\d+$/.test(organization) ? Number(organization.slice(7)) : null

/** The highest version of each enrollment. */
const newest = (sets: ReadonlyArray<StudentRecordSet>): ReadonlyArray<StudentRecordSet> => {
  const byId = new Map<string, StudentRecordSet>()
  for (const set of sets) {
    const { enrollment_id, enrollment_version } = set.extension
    const other = byId.get(enrollment_id)
    if (other === undefined || other.extension.enrollment_version < enrollment_version) byId.set(enrollment_id, set)
  }
  return [...byId.values()]
}

/** What stands for these students. */
export const setsIn = (
  { records: held }: Pick<WorldState, "records">,
  ids: ReadonlyArray<string>
): ReadonlyArray<StoredRecords> =>
  [...new Set(ids)].flatMap((student_unique_id) => {
    const rows = held.get(student_unique_id)
    return rows === undefined ? [] : [{
      student_unique_id,
      student: rows.student?.row ?? null,
      association: rows.association?.row ?? null,
      extension: rows.extension?.row ?? null,
      user: rows.user?.row ?? null,
      associations: rows.association === undefined ? 0 : 1
    }]
  })

const make = Effect.gen(function*() {
  const world = yield* World

  const write = (set: StudentRecordSet, mode: "newer" | "repair") => {
    const held = world.records.get(set.student.student_unique_id)
    const version = held?.extension?.row.enrollment_version ?? -1
    const { enrollment_version } = set.extension
    if (mode === "newer" ? version >= enrollment_version : version > enrollment_version) return
    const rows = recordNames.map((record) => {
      const [old, row] = [held?.[record], set[record]]
      const isSame = old !== undefined && Equal.equals(content(old.row), content(row))
      return [record, { row, change_version: isSame ? old.change_version : ++world.sequence.change_version }]
    })
    world.records.set(set.student.student_unique_id, Object.fromEntries(rows) as HeldRecords)
  }

  return StudentRecords.of({
    put: (sets, mode) =>
      Effect.sync(() =>
        newest(sets).map((set) => {
          write(set, mode)
          return { _tag: "Held", enrollment_id: set.extension.enrollment_id } as const
        })
      ),
    find: (ids) => Effect.sync(() => setsIn(world, ids)),
    countBySchool: Effect.sync(() => {
      const counts = new Map<number | null, number>()
      for (const { association, student } of world.records.values()) {
        if (student === undefined) continue
        const school_id = association?.row.school_id ?? null
        counts.set(school_id, (counts.get(school_id) ?? 0) + 1)
      }
      return [...counts].map(([school_id, students]) => ({ school_id, students }))
    }),
    page: (after, limit) =>
      Effect.sync(() =>
        [...world.records.entries()]
          .filter(([id]) => after === undefined || id > after)
          .toSorted(([one], [other]) => one < other ? -1 : 1)
          .slice(0, limit)
          .map(([student_unique_id, { association, user }]) => ({
            student_unique_id,
            school_id: association?.row.school_id ?? schoolOf(user?.row.org_ids[0])
          }))
      ),
    migrationLevel: Effect.succeed({ applied: 0, known: 0 })
  })
})

/** The student records in memory: the newest version wins, and unchanged rows keep their change_version. */
export const layer = Layer.effect(StudentRecords, make)
