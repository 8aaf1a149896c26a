import { type EnrollmentStatus, enrollmentStatuses } from "../../src/domain/enrollment/status.ts"
import { type StepNumber, stepNumbers } from "../../src/domain/enrollment/steps/step.ts"
import { answeredOf } from "./answered.ts"
import { type Exchange, isAccepted, isUncertain, type Violation } from "./history.ts"
import type { Subject } from "./subject.ts"

type Found = Omit<Violation, "enrollment_id">

const show = (digest: string | undefined) => digest ?? "nothing"

/** Returns the writes of which one must be the last that took effect: no write that was surely done was asked for after it. */
const possiblyLast = (writes: ReadonlyArray<Exchange>): ReadonlyArray<Exchange> => {
  const sure = writes.filter((write) => isAccepted(write) && write.op !== "step" && write.op !== "waive")
  return writes.filter((write) => isUncertain(write) || !sure.some(({ asked_at }) => asked_at > write.answered_at))
}

/** I3, drafts: the last saved draft is there, unless its step, a later draft or a drop may have replaced it. */
const draftKept = ({ enrollment, exchanges }: Subject, step: StepNumber): ReadonlyArray<Found> => {
  const ops = ["draft", "drop-draft", "step", "waive"]
  const writes = exchanges.filter((each) =>
    each.step === step && ops.includes(each.op) && (isAccepted(each) || isUncertain(each))
  )
  const last = possiblyLast(writes)
  const found = answeredOf(enrollment).drafts[step]
  const drafts = last.filter(({ op }) => op === "draft")
  const mayBeAbsent = drafts.length < last.length || last.every(isUncertain)
  const isKnown = drafts.every(({ sent }) => sent !== undefined)
  if (found === undefined ? mayBeAbsent : !isKnown || drafts.some(({ sent }) => sent === found)) return []
  const expected = drafts.map(({ sent }) => show(sent)).join(" or ")
  return [{ invariant: 3, expected: `draft ${step} ${expected || "nothing"}`, found: show(found) }]
}

/** I3, steps: what the newest answer told about a step is there, unless an event tells of a later change. */
const stepKept = ({ enrollment, events, exchanges }: Subject, step: StepNumber): ReadonlyArray<Found> => {
  const found = answeredOf(enrollment).steps[step]
  const told = exchanges
    .flatMap((each) => isAccepted(each) && each.answer !== undefined ? [each.answer] : [])
    .filter(({ steps }) => steps[step] !== undefined)
    .toSorted((one, other) => other.version - one.version)[0]
  const changed = events.filter(({ details }) => details["step"] === step).map(({ details }) =>
    Number(details["version"])
  )
  const isReplaced = changed.some((version) => version > (told?.version ?? 0))
  if (!isReplaced) {
    const expected = told?.steps[step]
    return found === expected ? [] : [{ invariant: 3, expected: `step ${step} ${show(expected)}`, found: show(found) }]
  }
  const sent = exchanges.filter((each) =>
    each.step === step && (each.op === "step" || each.op === "waive") && (isAccepted(each) || isUncertain(each))
  )
  const isOurs = sent.some((each) => each.sent === undefined || each.sent === found)
  return isOurs ? [] : [{ invariant: 3, expected: `step ${step} as somebody sent it`, found: show(found) }]
}

/** All closed states come last: none leads to another, except through reopening. */
const rank = (status: EnrollmentStatus): number => Math.min(enrollmentStatuses.indexOf(status), 7)

/** I4: in the order of versions, answers take nothing back, and a version has only one content. */
const onlyGrows = ({ enrollment, events, exchanges }: Subject): ReadonlyArray<Found> => {
  const reopened = events.filter(({ type }) => type === "enrollment_reopened")
    .map(({ details }) => Number(details["version"]))
  const answers = exchanges.flatMap(({ answer }) => answer ?? [])
    .concat(answeredOf(enrollment))
    .toSorted((one, other) => one.version - other.version)
  return answers.slice(1).flatMap((after, index) => {
    const before = answers[index] ?? after
    const done = (steps: typeof after.steps) => Object.keys(steps).join(",")
    const lost = Object.keys(before.steps).filter((step) => !(step in after.steps))
    const isOther = before.version === after.version && JSON.stringify(before.steps) !== JSON.stringify(after.steps)
    const isReopened = reopened.some((version) => version > before.version && version <= after.version)
    return [
      ...lost.length > 0
        ? [{ invariant: 4, expected: `steps ${done(before.steps)} kept`, found: done(after.steps) }]
        : [],
      ...rank(after.status) < rank(before.status) && !isReopened
        ? [{ invariant: 4, expected: `${before.status} or later`, found: after.status }]
        : [],
      ...isOther ? [{ invariant: 4, expected: `one content of version ${after.version}`, found: "two" }] : []
    ]
  })
}

/** I4: whoever asks after an answer came is told at least that version. */
const neverGoesBack = ({ enrollment, exchanges }: Subject): ReadonlyArray<Found> => {
  const told = exchanges.filter(({ answer }) => answer !== undefined)
  const byAnswer = told.toSorted((one, other) => one.answered_at - other.answered_at)
  let [next, newest] = [0, 0]
  const older = told.toSorted((one, other) => one.asked_at - other.asked_at).flatMap(({ answer, asked_at }) => {
    for (; (byAnswer[next]?.answered_at ?? Infinity) < asked_at; next++) {
      newest = Math.max(newest, byAnswer[next]?.answer?.version ?? 0)
    }
    return (answer?.version ?? 0) < newest
      ? [{ invariant: 4, expected: `version ${newest} or later`, found: `${answer?.version}` }]
      : []
  })
  const last = Math.max(0, ...told.map(({ answer }) => answer?.version ?? 0))
  return last <= enrollment.version
    ? older
    : [...older, { invariant: 3, expected: `version ${last}, which was answered`, found: `${enrollment.version}` }]
}

/** I9: a family's request neither waits for student records nor fails because of them. */
const recordsNotAsked = ({ exchanges }: Subject): ReadonlyArray<Found> =>
  exchanges.filter(({ op, store }) => store === "student-records" && op !== "recover").map(({ op, status }) => ({
    invariant: 9,
    expected: `${op} without the student records`,
    found: `${status}`
  }))

/** I11: an identity once told never changes. */
const identityStays = ({ enrollment, exchanges }: Subject): ReadonlyArray<Found> => {
  const told = exchanges.flatMap(({ answer }) => answer ?? []).concat(answeredOf(enrollment))
    .filter(({ student_unique_id }) => student_unique_id !== undefined)
    .map(({ student_unique_id, student_usi }) => `${student_unique_id} ${student_usi}`)
  const all = [...new Set(told)]
  return all.length <= 1 ? [] : [{ invariant: 11, expected: "one identity", found: all.join(", ") }]
}

/** How one enrollment's answers must relate to each other and to what is stored. */
export const answersOf = (subject: Subject): ReadonlyArray<Found> => [
  ...stepNumbers.flatMap((step) => [...stepKept(subject, step), ...draftKept(subject, step)]),
  ...onlyGrows(subject),
  ...neverGoesBack(subject),
  ...recordsNotAsked(subject),
  ...identityStays(subject)
]
