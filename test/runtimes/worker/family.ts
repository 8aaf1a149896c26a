import { stepBodies } from "../../scenarios/families.ts"
import type { Send } from "../transcript/play.ts"
import type { Stores } from "../transcript/stores.ts"

let families = 0

/** A family that has done the first four steps, so that its records are due. It calls through `send`. */
export const familyAtStepFour = async (send: Send, stores: Stores) => {
  const number = ++families
  const address = `family-${number}@example.test`
  const bodies = stepBodies("Lovelace")
  const as = (token: string) => async (method: string, path: string, body?: unknown) => {
    const response = await send(path, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body !== undefined && { "content-type": "application/json" }) },
      ...(body !== undefined && { body: JSON.stringify(body) })
    })
    const answer = await response.json() as any // oxlint-disable-line typescript/no-explicit-any -- answers of any shape are looked into here
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${JSON.stringify(answer)}`)
    return answer
  }
  const coach = as(await stores.mint("coach", "coach@example.test", "coach-1", "Casey Coach"))
  const staff = as(await stores.mint("registrar", "registrar@example.test", "registrar-1", "Robin Registrar"))
  const parent = as(await stores.mint("parent", address, `family-${number}`, "Ann"))
  const { invitation } = await coach("POST", "/parent-invitations", {
    parent_email: address,
    student_first_name: "Ada"
  })
  const invitation_token = await stores.linkToken(invitation.invitation_id as string)
  const { enrollment_id } = await parent("POST", "/admissions/enrollments", { invitation_token, parent_email: address })
  const at = `/admissions/enrollments/${enrollment_id as string}`
  for (const step of [1, 2, 3, 4] as const) await parent("PUT", `${at}/steps/${step}`, bodies[step])
  return {
    enrollment_id: enrollment_id as string,
    student: (enrollment_id as string).replace("ENROLL", "STU"),
    repeatStepFour: () => parent("PUT", `${at}/steps/4`, bodies[4]),
    /** Returns what the manual recovery would do to each record, as staff ask for it. */
    changes: async () => {
      const { changes } = await staff("POST", `/staff/enrollments/${enrollment_id as string}/provision?dry_run=true`)
      return (changes as ReadonlyArray<{ readonly action: string }>).map(({ action }) => action)
    },
    /** Returns when the last comparison of both stores ended. */
    comparedAt: async () => (await staff("GET", "/staff/consistency?school_id=1")).report?.finished_at as string | null,
    state: async () => (await parent("GET", at)).student_records.state as string
  }
}

/** Returns how many rows each of the four tables holds for a student. */
export const rowsOf = (stores: Stores, student: string): Promise<ReadonlyArray<number>> =>
  Promise.all([
    ["students", "student_unique_id"],
    ["student_school_associations", "student_unique_id"],
    ["tsa_student_extensions", "student_unique_id"],
    ["users", "identifier"]
  ].map(async ([table, key]) => (await stores.rows(`SELECT 1 FROM ${table} WHERE ${key} = $1`, student)).length))
