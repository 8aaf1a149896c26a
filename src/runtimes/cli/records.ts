import { Effect } from "effect"
import { answered } from "./answered.ts"
import type { Command } from "./command.ts"
import { type Ask, openDoor, schoolsThrough } from "./door.ts"
import { columns } from "./tables/columns.ts"

interface Row {
  readonly enrollment_id: string
  readonly provisioning_state: string
  readonly missing: ReadonlyArray<string>
}

interface Page {
  readonly enrollments: ReadonlyArray<Row>
  readonly checked: number
  readonly next_cursor: string | null
}

/** Returns the first refusal, or all pages of one school together. */
const allPages = Effect.fnUntraced(function*(ask: Ask, school: number) {
  const enrollments: Array<Row> = []
  let checked = 0
  let cursor: string | null = ""
  while (cursor !== null) {
    const query: string = `school_id=${school}&limit=200${cursor === "" ? "" : `&cursor=${cursor}`}`
    const answer = yield* ask("GET", `/staff/provisioning/without-records?${query}`)
    if (answer.status !== 200) return answer
    const page = answer.body as Page
    enrollments.push(...page.enrollments)
    checked += page.checked
    cursor = page.next_cursor
  }
  return { enrollments, checked }
})

/** Lists the completed enrollments that lack records, of one school or of all. Fails when there are any. */
export const recordsMissing: Command<{ readonly school?: number }> = Effect.fn("recordsMissing")(
  function*(configuration, { school }) {
    const ask = yield* openDoor(configuration)
    const enrollments: Array<Row> = []
    let checked = 0
    for (const each of school === undefined ? yield* schoolsThrough(ask) : [school]) {
      const found = yield* allPages(ask, each)
      if ("status" in found) return answered(found, String)
      enrollments.push(...found.enrollments)
      checked += found.checked
    }
    const rows = enrollments.map(({ enrollment_id, missing, provisioning_state }) => [
      enrollment_id,
      provisioning_state,
      missing.join(", ")
    ])
    const table = rows.length === 0 ? "" : `${columns(["enrollment", "records", "missing"], rows)}\n`
    return {
      text: `${table}${enrollments.length} of ${checked} completed enrollments lack records`,
      data: { enrollments, checked },
      failed: enrollments.length > 0,
      isReport: true
    }
  }
)

interface Counted {
  readonly students: number
  readonly by_school: ReadonlyArray<{ readonly school_id: number | null; readonly students: number }>
}

/** Counts the students who came from the portal. */
export const recordsCount: Command = Effect.fn("recordsCount")(function*(configuration) {
  const answer = yield* (yield* openDoor(configuration))("GET", "/staff/provisioning/students")
  return answered<Counted>(answer, ({ by_school, students }) => {
    const rows = by_school.map((each) => [`${each.school_id ?? "none"}`, `${each.students}`])
    return `${rows.length === 0 ? "" : `${columns(["school", "students"], rows)}\n`}${students} students`
  })
})
