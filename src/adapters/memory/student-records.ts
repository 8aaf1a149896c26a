import { Effect, Equal, Layer } from "effect"
import type { AssociationRow, StudentRecordSet } from "../../domain/enrollment/student-record-set.ts"
import { isSameStay } from "../../domain/provisioning/differences.ts"
import { type StoredRecords, StudentRecords } from "../../domain/provisioning/student-records.port.ts"
import { type Held, type HeldRecords, World, type WorldState } from "./world.ts"

/** A new version alone does not count as a change of a row. */
const content = (row: object): object => ({ ...row, enrollment_version: 0 })

const byEntry = ({ row: one }: Held<AssociationRow>, { row: other }: Held<AssociationRow>) =>
  one.entry_date < other.entry_date ? -1 : one.entry_date > other.entry_date ? 1 : one.school_id - other.school_id

const schoolOf = (organization = "") => /^school_\d+$/.test(organization) ? Number(organization.slice(7)) : null

/** Returns the set with the highest version for each enrollment. */
const newest = (sets: ReadonlyArray<StudentRecordSet>): ReadonlyArray<StudentRecordSet> => {
  const byId = new Map<string, StudentRecordSet>()
  for (const set of sets) {
    const { enrollment_id, enrollment_version } = set.extension
    const other = byId.get(enrollment_id)
    if (other === undefined || other.extension.enrollment_version < enrollment_version) byId.set(enrollment_id, set)
  }
  return [...byId.values()]
}

/** Returns what is stored for these students. */
export const setsIn = (
  { records: held }: Pick<WorldState, "records">,
  ids: ReadonlyArray<string>
): ReadonlyArray<StoredRecords> =>
  [...new Set(ids)].flatMap((student_unique_id) => {
    const rows = held.get(student_unique_id)
    return rows === undefined ? [] : [{
      student_unique_id,
      student: rows.student?.row ?? null,
      associations: (rows.associations ?? []).map(({ row }) => row),
      extension: rows.extension?.row ?? null,
      user: rows.user?.row ?? null,
      erased: rows.erased ?? false
    }]
  })

const make = Effect.gen(function*() {
  const world = yield* World

  const write = (set: StudentRecordSet, mode: "newer" | "repair") => {
    const held = world.records.get(set.student.student_unique_id)
    if (held?.erased === true) return
    const version = held?.extension?.row.enrollment_version ?? -1
    const { enrollment_version } = set.extension
    if (mode === "newer" ? version >= enrollment_version : version > enrollment_version) return
    const putRow = <Row extends object>(row: Row, old: Held<Row> | undefined): Held<Row> => {
      const isSame = old !== undefined && Equal.equals(content(old.row), content(row))
      return { row, change_version: isSame ? old.change_version : ++world.sequence.change_version }
    }
    const { associations: stays = [] } = held ?? {}
    const left = stays.filter(({ row }) => !set.associations.some((stay) => isSameStay(stay, row)))
    const rows: HeldRecords = {
      student: putRow(set.student, held?.student),
      associations: [
        ...left,
        ...set.associations.map((stay) => putRow(stay, stays.find(({ row }) => isSameStay(stay, row))))
      ].toSorted(byEntry),
      extension: putRow(set.extension, held?.extension),
      user: putRow(set.user, held?.user)
    }
    world.records.set(set.student.student_unique_id, rows)
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
      for (const { associations = [], student } of world.records.values()) {
        if (student === undefined) continue
        const school_id = associations.at(-1)?.row.school_id ?? null
        counts.set(school_id, (counts.get(school_id) ?? 0) + 1)
      }
      return [...counts].map(([school_id, students]) => ({ school_id, students }))
    }),
    page: (after, limit) =>
      Effect.sync(() =>
        [...world.records.entries()]
          .filter(([id, { associations = [], erased, student, user }]) =>
            (after === undefined || id > after) &&
            (erased !== true || student !== undefined || user !== undefined || associations.length > 0)
          )
          .toSorted(([one], [other]) => one < other ? -1 : 1)
          .slice(0, limit)
          .map(([student_unique_id, { associations = [], extension, user }]) => ({
            student_unique_id,
            school_id: associations.at(-1)?.row.school_id ?? extension?.row.school_id ?? schoolOf(user?.row.org_ids[0])
          }))
      ),
    migrationLevel: Effect.succeed({ applied: 0, known: 0 })
  })
})

/** The student records in memory: the newest version wins, and unchanged rows keep their change_version. */
export const layer = Layer.effect(StudentRecords, make)
