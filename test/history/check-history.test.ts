import { assert, describe, it } from "@effect/vitest"
import type { Enrollment } from "../../src/domain/enrollment/enrollment.ts"
import { checkHistory } from "./check-history.ts"
import { cleanRun } from "./clean-run.ts"
import type { Dump, Exchange, Rows } from "./history.ts"

interface Run {
  readonly history: ReadonlyArray<Exchange>
  readonly dump: Dump
}

const withEnrollment = (change: (enrollment: Enrollment) => Enrollment) => ({ dump, history }: Run): Run => ({
  history,
  dump: { ...dump, enrollments: dump.enrollments.map(change) }
})
const withRows = (change: (rows: Rows) => Partial<Rows>) => ({ dump, history }: Run): Run => ({
  history,
  dump: { ...dump, rows: { ...dump.rows, ...change(dump.rows) } }
})
const withExchange = (n: number, change: Partial<Exchange>) => ({ dump, history }: Run): Run => ({
  dump,
  history: history.map((each, index) => index === n ? { ...each, ...change } : each)
})
const withInvited = (change: (invited: Dump["invited"]) => Dump["invited"]) => ({ dump, history }: Run): Run => ({
  history,
  dump: { ...dump, invited: change(dump.invited) }
})
const more = (n: number, change: Partial<Exchange>) => ({ dump, history }: Run): Run => {
  const [copied] = history.slice(n)
  return { dump, history: copied === undefined ? history : [...history, { ...copied, ...change }] }
}
const answerOf = (n: number) => {
  const answer = cleanRun().history[n]?.answer
  if (answer === undefined) throw new Error("no such answer")
  return answer
}
const lost = { status: 0, answered_at: Infinity }
const draftLost = { asked_at: 200, ...lost, sent: "other" }
const unanswered = (n: number) => ({ dump, history }: Run): Run => ({
  dump,
  history: history.map(({ answer, ...each }, index) =>
    index === n ? { ...each, ...lost } : { ...each, ...(answer !== undefined && { answer }) }
  )
})

/** What was planted, the number of the invariant that it breaks, and how it is planted. */
const planted: ReadonlyArray<readonly [name: string, invariant: number, plant: (run: Run) => Run]> = [
  ["a user's row is missing", 1, withRows(() => ({ users: [] }))],
  ["a student stands twice", 1, withRows(({ students }) => ({ students: [...students, ...students] }))],
  [
    "two school associations",
    1,
    withRows(({ student_school_associations: [row] }) => ({
      student_school_associations: [row ?? {}, { ...row, entry_date: "2024-12-13" }]
    }))
  ],
  ["a row has drifted", 1, withRows(({ students: [row] }) => ({ students: [{ ...row, first_name: "Eve" }] }))],
  [
    "the creation is told twice",
    1,
    ({ dump, history }) => ({
      history,
      dump: { ...dump, events: dump.events.flatMap((event) => [event, { ...event, id: `${event.id}-2` }]).slice(-8) }
    })
  ],
  [
    "half a set of one who needs attention",
    2,
    (run) =>
      withRows(({ tsa_student_extensions: [row] }) => ({
        users: [],
        tsa_student_extensions: [{ ...row, enrollment_version: 6 }]
      }))(
        withEnrollment((enrollment) => ({
          ...enrollment,
          provisioning: {
            ...enrollment.provisioning,
            state: "needs_attention",
            problems: [{ pointer: "/student_info/birth_city", code: "too_long", message: "Please shorten it." }]
          }
        }))(run)
      )
  ],
  ["an answered enrollment is gone", 3, ({ dump, history }) => ({ history, dump: { ...dump, enrollments: [] } })],
  [
    "an answered step is not there",
    3,
    withEnrollment(({ steps: { 2: _, ...steps }, ...enrollment }) => ({ ...enrollment, steps }))
  ],
  [
    "a step holds what nobody sent",
    3,
    withEnrollment((enrollment) => ({
      ...enrollment,
      steps: { ...enrollment.steps, 3: { state: "waived", waived_at: "", reason: "" } }
    }))
  ],
  ["an answered version is not there", 3, withExchange(6, { answer: { ...answerOf(6), version: 9 } })],
  ["a saved draft is gone", 3, withEnrollment((enrollment) => ({ ...enrollment, drafts: {} }))],
  ["another draft than the last stands", 3, more(7, { sent: "later", asked_at: 100, answered_at: 101 })],
  ["a draft that nobody saved", 3, ({ dump, history }) => ({ dump, history: history.slice(0, 7) })],
  ["a step is taken back", 4, withExchange(5, { answer: { ...answerOf(5), steps: {} } })],
  ["the status goes back", 4, withExchange(5, { answer: { ...answerOf(5), status: "pending" } })],
  ["a version has two contents", 4, more(3, { answer: { ...answerOf(3), steps: { ...answerOf(3).steps, 2: "x" } } })],
  ["a later question gets an older version", 4, more(3, { asked_at: 300, answered_at: 301 })],
  ["an event is lost", 4, ({ dump, history }) => ({ history, dump: { ...dump, events: dump.events.slice(1) } })],
  ["a version was skipped", 4, withEnrollment((enrollment) => ({ ...enrollment, version: enrollment.version + 1 }))],
  [
    "rows of nobody",
    5,
    withRows(({ users: [row] }) => ({ users: [row ?? {}, { ...row, identifier: "TSA-STU-20241208-ZZZZZZZZ" }] }))
  ],
  [
    "rows of an enrollment whose records are not due",
    5,
    withEnrollment((enrollment) => ({
      ...enrollment,
      policy: { ...enrollment.policy, provision_at: "payment" },
      steps: { ...enrollment.steps, 6: { state: "waived", waived_at: "", reason: "" } },
      provisioning: { state: "not_due", attempts: 0, claims: 0, problems: [] }
    }))
  ],
  ["one key, two answers", 6, more(0, { status: 200 })],
  ["one key, two bodies", 6, more(0, { body: "other" })],
  ["one key, an answer and a refusal", 6, more(0, { status: 409 })],
  ["one key made two", 6, withInvited((invited) => [...invited, { invitation_id: "TSA-INV-2", child: "Kit" }])],
  ["what a key made is gone", 6, withInvited(() => [])],
  ["what a key made is another", 6, withInvited(() => [{ invitation_id: "TSA-INV-2", child: "Kit" }])],
  [
    "one key made two without an answer",
    6,
    (run) =>
      withInvited((invited) => [...invited, { invitation_id: "TSA-INV-2", child: "Kit" }])(
        withExchange(8, { ...lost, made: undefined })(run)
      )
  ],
  ["a try was refused for its forerunner", 6, withExchange(8, { status: 409, made: undefined })],
  [
    "paid and not enrolled",
    7,
    withRows(({ tsa_student_extensions: [row] }) => ({
      tsa_student_extensions: [{ ...row, enrollment_status: "registered" }]
    }))
  ],
  [
    "what was refused stands in PostgreSQL",
    8,
    withEnrollment((enrollment) => ({
      ...enrollment,
      provisioning: {
        ...enrollment.provisioning,
        state: "needs_attention",
        problems: [{ pointer: "", code: "x", message: "y" }]
      }
    }))
  ],
  [
    "needs attention without a reason",
    8,
    withEnrollment((enrollment) => ({
      ...enrollment,
      provisioning: { ...enrollment.provisioning, state: "needs_attention" }
    }))
  ],
  ["a step waited for PostgreSQL", 9, withExchange(4, { store: "student-records" })],
  [
    "still pending when all is quiet",
    10,
    withEnrollment((enrollment) => ({
      ...enrollment,
      provisioning: { ...enrollment.provisioning, state: "pending" }
    }))
  ],
  ["an identity changed", 11, withExchange(5, { answer: { ...answerOf(5), student_usi: 1 } })],
  [
    "two users of one name",
    11,
    withRows(({ users: [row] }) => ({ users: [row ?? {}, { ...row, identifier: "another" }] }))
  ],
  [
    "an older version stands",
    14,
    withRows(({ tsa_student_extensions: [row] }) => ({ tsa_student_extensions: [{ ...row, enrollment_version: 5 }] }))
  ]
]

describe("the history checker", () => {
  it("passes what is right", () => {
    const { dump, history } = cleanRun()
    assert.deepStrictEqual(checkHistory(history, dump), [])
  })

  it.each<readonly [string, (run: Run) => Run]>([
    [
      "a key's other tries got lost, or were told to wait",
      (run) => more(0, { status: 409, is_under_way: true, body: "waits" })(more(0, lost)(run))
    ],
    ["a key's answer comes again after all else", more(0, { asked_at: 300, answered_at: 301 })],
    ["an answer was lost, and its step not done", more(4, { ...lost, sent: "x" })],
    ["an answer was lost, and its step done", unanswered(6)],
    ["a draft may have been replaced by one without an answer", (run) => more(7, draftLost)(run)],
    [
      "a draft was replaced by one without an answer",
      (run) =>
        withEnrollment((enrollment) => ({ ...enrollment, drafts: {} }))(
          more(7, { ...draftLost, op: "drop-draft" })(run)
        )
    ],
    ["events are still inside", ({ dump, history }) => ({
      history,
      dump: {
        ...dump,
        events: [],
        enrollments: dump.enrollments.map((enrollment) => ({
          ...enrollment,
          events: Object.fromEntries(dump.events.map((event) => [event.id, event]))
        }))
      }
    })],
    [
      "a driver answers times and numbers in its own way",
      withRows(({ students: [student], tsa_student_extensions: [row] }) => ({
        students: [{ ...student, student_usi: String(student?.["student_usi"]), created_at: new Date(0) }],
        tsa_student_extensions: [{
          ...row,
          registered_at: new Date(String(row?.["registered_at"])),
          enrollment_completed_date: String(row?.["enrollment_completed_date"]).replace("Z", "+00:00")
        }]
      }))
    ]
  ])("passes: %s", (_, change) => {
    const { dump, history } = change(cleanRun())
    assert.deepStrictEqual(checkHistory(history, dump), [])
  })

  it.each(planted)("reports: %s (I%i)", (_, invariant, plant) => {
    const { dump, history } = plant(cleanRun())
    assert.include(checkHistory(history, dump).map((each) => each.invariant), invariant)
  })

  it("reports a log that says what it must not, without saying it (I13)", () => {
    const { dump, history } = cleanRun()
    const found = checkHistory(history, dump, { logs: ["step_4_completed", "Ada came"], personal: [/\bAda\b/] })
    assert.deepStrictEqual(found.map(({ found, invariant }) => [invariant, found]), [[13, "line 2"]])
  })
})
