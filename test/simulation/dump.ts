import type { WorldState } from "../../src/adapters/memory/world.ts"
import type { Dump, Row } from "../history/history.ts"

/** Returns what the memory stores hold. */
export const dumpOf = ({ enrollments, events, invitations, records }: WorldState): Dump => {
  const rows = (record: "student" | "associations" | "extension" | "user") =>
    [...records.values()].flatMap((held): ReadonlyArray<Row> =>
      [held[record] ?? []].flat().map(({ row }) => ({ ...row }))
    )
  return {
    enrollments: [...enrollments.values()],
    events: [...events.values()].flatMap((ofSubject) => [...ofSubject.values()]),
    invited: [...invitations.values()].map(({ invitation_id, invited }) => ({
      invitation_id,
      child: invited.student_first_name ?? ""
    })),
    rows: {
      students: rows("student"),
      student_school_associations: rows("associations"),
      tsa_student_extensions: rows("extension"),
      users: rows("user")
    }
  }
}
