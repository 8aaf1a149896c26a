import type { As, Exchanged } from "./exchange.ts"
import { playSignIn } from "./sign-in-exchanges.ts"
import type { Stores } from "./stores.ts"

const step4 = {
  student: {
    first_name: " Ada ",
    last_name: "Lovelace",
    birth_date: "2016-03-01",
    grade_level: "5th",
    races: ["White", "Asian"]
  },
  parent_guardian: {
    first_name: "Ann",
    last_name: "Lovelace",
    email: "ann@example.test",
    relationship_to_student: "Mother"
  },
  academic_history: {},
  medical_information: { allergies: "penicillin" }
}

const wrongStep4 = {
  student: { first_name: "", last_name: "A\u0000b", birth_date: "2015-02-30", grade_level: "14th", nickname: "A" },
  parent_guardian: { email: "nobody", relationship_to_student: 7 },
  medical_information: {}
}

/** Plays the main job, with what goes wrong on the way. `settled` waits until the records of what was just changed are there. */
export const playExchanges = async (
  exchanged: Exchanged,
  settled: (at: string) => Promise<void>,
  { linkToken, school_id, signInToken }: Pick<Stores, "linkToken" | "school_id" | "signInToken">
): Promise<string> => {
  const invitation = { parent_email: "Ann@Example.test", student_first_name: "Ada", grade_level: "5th", school_id }
  const as: As = (who, what, method, path, body, headers) =>
    exchanged({ what, who, method, path, ...(body !== undefined && { body }), ...(headers && { headers }) })

  await as("nobody", "alive", "GET", "/health/live")
  await as("nobody", "no token", "GET", "/admissions/enrollments")
  await as("nobody", "a forged token", "GET", "/admissions/enrollments", undefined, { authorization: "Bearer a.b.c" })
  await as("coach", "no such path", "GET", "/nowhere")
  await as("coach", "another method", "PATCH", "/parent-invitations")
  await as("coach", "not JSON by type", "POST", "/parent-invitations", "a=b", { "content-type": "text/plain" })
  await as("coach", "not JSON by syntax", "POST", "/parent-invitations", "{")
  await as("coach", "an invalid invitation", "POST", "/parent-invitations", { parent_email: "x", grade_level: "99" })
  const invited = (await as("coach", "an invitation", "POST", "/parent-invitations", invitation)).body.invitation
  await as("coach", "the same again", "POST", "/parent-invitations", invitation)
  await as("other-coach", "another coach's", "GET", `/parent-invitations/${invited.invitation_id as string}`)
  const invitation_token = await linkToken(invited.invitation_id as string)
  await as("nobody", "what the link opens", "POST", "/admissions/validate-invitation", { invitation_token })
  await as("nobody", "a forged link", "POST", "/admissions/validate-invitation", { invitation_token: "a.1.b" })
  const begin = { invitation_token, parent_email: "ann@example.test" }
  await as("bob", "a foreign begin", "POST", "/admissions/enrollments", begin)
  const { body: enrollment } = await as("ann", "begin", "POST", "/admissions/enrollments", begin)
  await as("ann", "begin again", "POST", "/admissions/enrollments", begin)
  const at = `/admissions/enrollments/${enrollment.enrollment_id as string}`
  await as("bob", "another family's", "GET", at)
  await as("ann", "a draft", "PUT", `${at}/steps/1/draft`, { program_interest: "So" })
  await as("ann", "step 1", "PUT", `${at}/steps/1`, {
    program_interest: "Soccer",
    contact_preference: "email",
    sport_interests: ["soccer"]
  })
  await as("ann", "out of order", "PUT", `${at}/steps/6`, {
    payment_method: "check",
    payment_plan_selected: "annual"
  })
  await as("ann", "a waiver is not the family's", "POST", `${at}/steps/2/waive`, { reason: "met at the camp" })
  await as("registrar", "step 2 waived", "POST", `${at}/steps/2/waive`, { reason: "met at the camp" })
  const step3 = { shadow_day_date: "2026-11-21", shadow_day_time: "10:00", waiver_signed: true }
  await as("ann", "step 3 on an old version", "PUT", `${at}/steps/3`, step3, { "if-match": '"v1"' })
  await as("ann", "step 3", "PUT", `${at}/steps/3`, step3, { "if-match": '"v3"' })
  await as("ann", "an invalid step 4", "PUT", `${at}/steps/4`, wrongStep4)
  await as("ann", "step 4", "PUT", `${at}/steps/4`, step4)
  await settled(at)
  const { headers } = await as("ann", "the enrollment", "GET", at)
  await as("ann", "the same, known already", "GET", at, undefined, { "if-none-match": headers.get("etag") ?? "" })
  await as("coach", "as its coach sees it", "GET", at)
  await as("ann", "step 4 again, the same", "PUT", `${at}/steps/4`, step4)
  await as("ann", "step 4 corrected", "PUT", `${at}/steps/4`, {
    ...step4,
    student: { ...step4.student, birth_date: "2016-04-01" }
  })
  await settled(at)
  await as("ann", "step 5", "PUT", `${at}/steps/5`, { required_documents_uploaded: true })
  await settled(at)
  await as("ann", "step 6", "PUT", `${at}/steps/6`, { payment_method: "credit_card", payment_plan_selected: "monthly" })
  await settled(at)
  await as("ann", "completed", "GET", at)
  await as("ann", "closed for the family", "PUT", `${at}/steps/5`, {
    required_documents_uploaded: true,
    additional_documents: ["report"]
  })
  await as("ann", "the history", "GET", `${at}/events`)
  await as("ann", "the own enrollments", "GET", "/admissions/enrollments?limit=1")
  const provision = `/staff/enrollments/${enrollment.enrollment_id as string}/provision`
  await as("ann", "recovery is staff's", "POST", provision)
  await as("registrar", "what recovery would do", "POST", `${provision}?dry_run=true`)
  await as("registrar", "recovery", "POST", provision)
  await as("registrar", "retry of all", "POST", "/staff/provisioning/retry", { school_id })
  await as("registrar", "the school's", "GET", `/staff/enrollments?school_id=${school_id}`)
  await playSignIn(as, { signInToken })
  await as("nobody", "ready", "GET", "/health/ready")
  return enrollment.enrollment_id as string
}
