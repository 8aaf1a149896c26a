import { caller, stepBodies } from "../../scenarios/families.ts"
import type { Stores } from "../transcript/stores.ts"

let families = 0

/** A new family that a coach has invited and that has begun. Each of its steps must be accepted, or it fails. */
export const newFamily = async (base: string, stores: Stores) => {
  const [address, lastName] = [`family-${++families}@example.test`, `Family${"abcdefghij"[families % 10] ?? ""}`]
  const coach = caller(base, await stores.mint("coach", "coach@example.test", "coach-1", "Casey Coach"))
  const token = await stores.mint("parent", address, `parent-${families}`, "Pat")
  const parent = caller(base, token)
  const { body: { invitation } } = await coach("POST", "/parent-invitations", {
    parent_email: address,
    student_first_name: "Zoë"
  })
  const invitation_token = await stores.linkToken(invitation.invitation_id as string)
  const { body } = await parent("POST", "/admissions/enrollments", { invitation_token, parent_email: address })
  const at = `/admissions/enrollments/${body.enrollment_id as string}`
  return {
    id: body.enrollment_id as string,
    at,
    token,
    steps: async (...numbers: ReadonlyArray<1 | 2 | 3 | 4>) => {
      for (const number of numbers) {
        const { status } = await parent("PUT", `${at}/steps/${number}`, stepBodies(lastName)[number])
        if (status !== 200) throw new Error(`step ${number} answered ${status}`)
      }
    },
    records: async (): Promise<{ readonly state: string; readonly attempts: number }> =>
      (await parent("GET", at)).body.student_records,
    /** Returns the types of all events of its enrollment. */
    events: async (): Promise<ReadonlyArray<string>> =>
      (await parent("GET", `${at}/events`)).body.events.map(({ type }: { readonly type: string }) => type)
  }
}

/** Returns the key of an enrollment's item. */
export const keysOf = (id: string) => ({ pk: { S: `ENR#${id.slice("TSA-ENROLL-".length)}` }, sk: { S: "HEAD" } })

/** Returns a batch of the table's stream about the items with these keys, numbered from 1. */
export const streamOf = (...keys: ReadonlyArray<Readonly<Record<string, { readonly S: string }>>>) => ({
  Records: keys.map((Keys, index) => ({
    eventSource: "aws:dynamodb",
    eventName: "MODIFY",
    dynamodb: { SequenceNumber: `${index + 1}`, Keys, StreamViewType: "KEYS_ONLY" }
  }))
})
