import { createHash } from "node:crypto"
import type { Enrollment } from "../../src/domain/enrollment/enrollment.ts"
import { type EnrollmentStatus, enrollmentStatus } from "../../src/domain/enrollment/status.ts"
import type { StepNumber } from "../../src/domain/enrollment/steps/step.ts"
import type { Answered } from "./history.ts"

const sorted = (value: unknown): unknown =>
  typeof value !== "object" || value === null
    ? value
    : Array.isArray(value)
    ? value.map(sorted)
    : Object.fromEntries(
      Object.entries(value).filter(([, each]) => each !== undefined).toSorted(([one], [other]) => one < other ? -1 : 1)
        .map(([key, each]) => [key, sorted(each)])
    )

const digests = new WeakMap<object, string>()

/** Returns the same digest for equal data, whatever the order of their fields. */
export const digestOf = (data: unknown): string => {
  const isObject = typeof data === "object" && data !== null
  const known = isObject ? digests.get(data) : undefined
  if (known !== undefined) return known
  const digest = createHash("sha1").update(JSON.stringify(sorted(data)) ?? "").digest("base64url").slice(0, 12)
  if (isObject) digests.set(data, digest)
  return digest
}

type Digests = { readonly [N in StepNumber]?: string }

const mapped = <A>(record: object, digest: (value: A) => string | undefined): Digests =>
  Object.fromEntries(
    Object.entries(record).flatMap(([key, value]) => {
      const made = digest(value as A)
      return made === undefined ? [] : [[key, made]]
    })
  )

/** Returns an enrollment as an answer that was never on a wire. */
export const answeredOf = (enrollment: Enrollment): Answered => ({
  enrollment_id: enrollment.enrollment_id,
  version: enrollment.version,
  status: enrollmentStatus(enrollment),
  steps: mapped<NonNullable<Enrollment["steps"][StepNumber]>>(
    enrollment.steps,
    (record) => record.state === "completed" ? digestOf(record.data) : "waived"
  ),
  drafts: mapped<{ readonly data: object }>(enrollment.drafts, ({ data }) => digestOf(data)),
  student_unique_id: enrollment.identity?.student_unique_id,
  student_usi: enrollment.identity?.student_usi
})

interface Body {
  readonly enrollment_id: string
  readonly version: number
  readonly status: EnrollmentStatus
  readonly steps: Readonly<
    Record<string, { readonly status: string; readonly data: object | null; readonly draft: object | null }>
  >
  readonly student_records: { readonly student_unique_id: string | null; readonly student_usi: number | null }
}

/** Returns what an answer's body says about an enrollment, as its family or staff are told. */
export const answeredOfBody = (body: unknown): Answered => {
  const { enrollment_id, status, steps, student_records, version } = body as Body
  return {
    enrollment_id,
    version,
    status,
    steps: mapped<Body["steps"][string]>(
      steps,
      (step) => step.status === "waived" ? "waived" : step.status === "completed" ? digestOf(step.data) : undefined
    ),
    drafts: mapped<Body["steps"][string]>(steps, ({ draft }) => draft === null ? undefined : digestOf(draft)),
    student_unique_id: student_records.student_unique_id ?? undefined,
    student_usi: student_records.student_usi ?? undefined
  }
}
