import type { ProblemWords } from "./problem-codes.ts"

const conditions: Readonly<Record<string, string>> = {
  consultation: "the consultation",
  shadow_day: "the shadow day",
  documents: "the documents",
  deposit: "the deposit"
}

const wanted: Readonly<Record<string, string>> = {
  type: "as application/json",
  charset: "in UTF-8",
  encoding: "without compression"
}

const existing: Readonly<Record<string, string>> = {
  invited: "This family is invited for this child already.",
  unnamed: "This family has an open invitation that names no child. Please name the child whom you invite.",
  enrollment_open: "This child's enrollment is under way: the family signs in and goes on.",
  enrollment_closed: "This child's enrollment was closed. The school's staff can reopen it.",
  enrollment_completed: "This child is enrolled: the family signs in to see it."
}

/** What is wrong with a request, in English. */
export const problemsEn: ProblemWords = {
  "address-former": {
    title: "This address was somebody's",
    detail: ({ person_id }) =>
      `This address was somebody's who has another one now (${String(person_id)}). An administrator can release it.`
  },
  "address-in-use": {
    title: "This address is in use",
    detail: "This is the person's present address. Give them another one first."
  },
  "address-taken": {
    title: "This address is somebody else's",
    detail: "This address cannot become this person's."
  },
  "body-too-large": { title: "This is too large", detail: ({ most }) => `At most ${String(most)}.` },
  "coach-unknown": { title: "Unknown coach", detail: "This coach is not known at the school." },
  "custody-of-self": {
    title: "This would keep you out",
    detail: "You cannot keep an enrollment from yourself. Please ask an administrator of the school."
  },
  "enrollment-closed": {
    title: "This enrollment is closed",
    detail: ({ status }) =>
      `This enrollment is ${String(status)}: it can no longer be changed here. Please ask the school.`
  },
  "enrollment-not-found": { title: "No such enrollment", detail: "This enrollment is not known." },
  "guardian-refused": {
    title: "This guardian cannot be added",
    detail: "There are three further guardians already. Please remove one of them first."
  },
  "idempotency-key-reused": {
    title: "This key belongs to another request",
    detail: "This Idempotency-Key was sent with another request before."
  },
  "identity-unknown": {
    title: "Not known here",
    detail: "Nobody here has this verified address. Please ask your coach or school for an invitation."
  },
  invalid: { title: "Please correct the marked fields" },
  "invitation-accepted": {
    title: "This invitation is in use",
    detail: "The family has accepted this invitation already."
  },
  "invitation-exists": {
    title: "This family is invited already",
    detail: ({ is_named, reason }) =>
      existing[reason === "invited" && is_named === false ? "unnamed" : String(reason)] ?? ""
  },
  "invitation-expired": {
    title: "This invitation has expired",
    detail: "This invitation has expired. Please ask your coach for a new one."
  },
  "invitation-not-found": { title: "No such invitation", detail: "This invitation is not known." },
  "invitation-not-yours": {
    title: "This invitation is for another address",
    detail: "This invitation was sent to another address. Please sign in with the address it was sent to."
  },
  "invitation-revoked": {
    title: "This invitation was withdrawn",
    detail: "This invitation was withdrawn. Please ask your coach for a new one."
  },
  "issuer-unavailable": { title: "Please try again shortly" },
  "last-admin": {
    title: "The last administrator stays",
    detail: "This is the last administrator of all schools."
  },
  "malformed-idempotency-key": {
    title: "This is no Idempotency-Key",
    detail: "Please send 1 to 255 printable characters."
  },
  "malformed-json": { title: "This is not JSON" },
  "method-not-allowed": { title: "Another method is needed", detail: ({ allow }) => `Allowed here: ${String(allow)}.` },
  "nested-too-deeply": { title: "This is nested too deeply" },
  "not-authenticated": { title: "Please sign in", detail: "A valid access token is needed." },
  "not-found": { title: "No such resource" },
  "not-permitted": { title: "Not allowed", detail: "You are not allowed to do this." },
  "not-utf-8": { title: "This is not UTF-8", detail: "Please send the body in UTF-8." },
  "person-not-found": { title: "No such person", detail: "This person is not known." },
  "policy-not-met": {
    title: "Not verified yet",
    detail: ({ condition }) => `The school has not verified this yet: ${conditions[String(condition)] ?? ""}.`
  },
  "records-refused": {
    title: "The student records were refused",
    detail: "The student records cannot be written as they are."
  },
  "repeated-name": { title: "A name stands twice", detail: "Please send each field of an object once." },
  "request-under-way": {
    title: "Still under way",
    detail: "The same request is still under way. Please try again in a moment."
  },
  "school-ambiguous": {
    title: "Which school?",
    detail: "Please say which school: you work at more than one."
  },
  "school-exists": { title: "This school is there already", detail: "A school with this number is there already." },
  "school-unknown": { title: "Unknown school", detail: "This school is not known." },
  "sign-in-link-invalid": {
    title: "This link does not work",
    detail: "This sign-in link does not work. It works once, for ten minutes. Please ask for a new one."
  },
  starting: { title: "The service is starting" },
  "step-not-waivable": {
    title: "This step cannot be waived",
    detail: ({ step }) => `Step ${String(step)} cannot be waived now.`
  },
  "step-out-of-order": {
    title: "Another step comes first",
    detail: ({ expected, requested }) =>
      `Step ${String(requested)} cannot be done yet: step ${String(expected)} comes first.`
  },
  "store-unavailable": { title: "Please try again shortly" },
  "too-many-requests": {
    title: "Please wait a little",
    detail: "That was too often. Please wait a little, then try again."
  },
  unexpected: { title: "Something went wrong on our side" },
  "unsupported-media-type": {
    title: "JSON is needed",
    detail: ({ what }) => `Please send the body ${wanted[String(what)] ?? ""}.`
  },
  "version-conflict": {
    title: "Changed at the same moment",
    detail: "This was changed at the same moment, several times. Please try again."
  },
  "version-mismatch": {
    title: "Changed in the meantime",
    detail: "This was changed in the meantime. Please load it again."
  }
}
