import { mailedToken } from "../../src/runtimes/demo/mailbox.ts"
import type { Place } from "./place.ts"

export interface Answer {
  readonly status: number
  // oxlint-disable-next-line typescript/no-explicit-any -- answers of any shape are looked into here
  readonly body: any
  readonly headers: Headers
}

/** Returns a function that calls the service with a token, over HTTP. */
export const caller =
  (base: string, token: string) => async (method: string, path: string, body?: unknown): Promise<Answer> => {
    const response = await fetch(base + path, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body !== undefined && { "content-type": "application/json" }) },
      ...(body !== undefined && { body: JSON.stringify(body) })
    })
    return { status: response.status, body: await response.json() as unknown, headers: response.headers }
  }

export const stepBodies = (lastName: string) => ({
  1: { program_interest: "Soccer", contact_preference: "email", sport_interests: ["soccer", "chess"] },
  2: { consultation_date: "2026-11-20", consultation_time: "09:30", preferred_contact_method: "video" },
  3: { shadow_day_date: "2026-11-21", shadow_day_time: "10:00", waiver_signed: true },
  4: {
    student_info: {
      first_name: "Zoë",
      last_name: lastName,
      birth_date: "2016-03-01",
      grade_level: "5th",
      races: ["White", "Asian"],
      generation_code_suffix: "Jr."
    },
    parent_info: {
      first_name: "Ann",
      last_name: lastName,
      email: "ann@example.test",
      relationship_to_student: "Mother"
    },
    academic_history: {},
    medical_info: { allergies: "penicillin" }
  },
  5: { required_documents_uploaded: true },
  6: { payment_method: "credit_card", payment_plan_selected: "monthly" }
} as const)

let families = 0

/** Invites a new family of a school, which reads its mail and begins. */
export const newFamily = async (place: Place, base: string, school = "1") => {
  const address = `family-${++families}@example.test`
  const lastName = `Family${"abcdefghijklmnopqrstuvwxyz"[families % 26] ?? ""}`
  const coach = caller(base, await place.token("coach", `coach-of-${school}@example.test`, school))
  const staff = caller(base, await place.token("staff", `registrar-of-${school}@example.test`, school))
  const parent = caller(base, await place.token("parent", address))
  const { body: { invitation } } = await coach("POST", "/parent-invitations", {
    parent_email: address,
    student_first_name: "Zoë"
  })
  const invitation_token = await mailedToken(
    place.mailbox,
    invitation.invitation_id as string,
    invitation.expires_at as string
  )
  const begin = () => parent("POST", "/admissions/enrollments", { invitation_token, parent_email: address })
  const { body } = await begin()
  const id = body.enrollment_id as string
  const at = `/admissions/enrollments/${id}`
  const bodies = stepBodies(lastName)
  return {
    id,
    at,
    lastName,
    student: id.replace("ENROLL", "STU"),
    bodies,
    begin,
    parent,
    staff,
    get: async () => (await parent("GET", at)).body,
    step: (number: 1 | 2 | 3 | 4 | 5 | 6, other?: object) =>
      parent("PUT", `${at}/steps/${number}`, other ?? bodies[number]),
    /** Does these steps. Each must be accepted. */
    steps: async (...numbers: ReadonlyArray<1 | 2 | 3 | 4 | 5 | 6>) => {
      for (const number of numbers) {
        const { body: answer, status } = await parent("PUT", `${at}/steps/${number}`, bodies[number])
        if (status !== 200) throw new Error(`step ${number} answered ${status}: ${JSON.stringify(answer)}`)
      }
    }
  }
}
export type Family = Awaited<ReturnType<typeof newFamily>>
