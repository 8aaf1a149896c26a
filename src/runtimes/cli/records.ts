import { Effect } from "effect"
import type { Configuration } from "../configuration.ts"
import { type Command, shown } from "./command.ts"
import { type Answer, openDoor } from "./door.ts"

interface Page {
  readonly enrollments: ReadonlyArray<unknown>
  readonly checked: number
  readonly next_cursor: string | null
}

type Ask = Effect.Success<ReturnType<typeof openDoor>>

/** Answers the first refusal, or all pages of one school together. */
const allPages = Effect.fnUntraced(function*(ask: Ask, school: number) {
  const enrollments: Array<unknown> = []
  let checked = 0
  let cursor: string | null = ""
  while (cursor !== null) {
    const query: string = `school_id=${school}&limit=200${cursor === "" ? "" : `&cursor=${cursor}`}`
    const answer: Answer = yield* ask("GET", `/staff/provisioning/without-records?${query}`)
    if (answer.status !== 200) return answer
    const page = answer.body as Page
    enrollments.push(...page.enrollments)
    checked += page.checked
    cursor = page.next_cursor
  }
  return { status: 200, body: { enrollments, checked } }
})

const schoolsOf = Effect.fnUntraced(function*(ask: Ask, { defaultSchoolId }: Configuration) {
  const { body, status } = yield* ask("GET", "/staff/schools")
  if (status !== 200) return [defaultSchoolId]
  return (body as { readonly schools: ReadonlyArray<{ readonly school_id: number }> }).schools.map((each) =>
    each.school_id
  )
})

/** The completed enrollments that lack records, of one school or of all. Fails when there are any. */
export const recordsMissing: Command = Effect.fn("recordsMissing")(function*(configuration, options) {
  const ask = yield* openDoor(configuration)
  const schools = options.school === undefined ? yield* schoolsOf(ask, configuration) : [Number(options.school)]
  const enrollments: Array<unknown> = []
  let checked = 0
  for (const school of schools) {
    const answer = yield* allPages(ask, school)
    if (answer.status !== 200) return shown(answer)
    const page = answer.body as Omit<Page, "next_cursor">
    enrollments.push(...page.enrollments)
    checked += page.checked
  }
  return { ...shown({ status: 200, body: { enrollments, checked } }), failed: enrollments.length > 0, isReport: true }
})

/** How many students came from the portal. */
export const recordsCount: Command = Effect.fn("recordsCount")(function*(configuration) {
  return shown(yield* (yield* openDoor(configuration))("GET", "/staff/provisioning/students"))
})
