import { command, group } from "../declared.ts"
import { enrollmentWord, oneSchool, onlyIf, required, state } from "../flags.ts"
import { retried } from "../words.ts"

const loadList = () => import("../provisioning.ts")
const loadRecords = () => import("../records.ts")

/** Commands about the four records of a student in PostgreSQL. */
export const provision = command(
  "Write the four student records of an enrollment now: the manual recovery",
  async () => (await import("../provision.ts")).provision,
  { flags: { "dry-run": onlyIf("Only show what would be written") }, words: [enrollmentWord] }
)

export const provisioning = group("Records that wait, or were refused", {
  list: command("Which enrollments wait or were refused, and why", async () => (await loadList()).listProvisioning, {
    flags: { school: oneSchool, state }
  }),
  retry: command("Make all that match due now", async () => (await loadList()).retryProvisioning, {
    flags: {
      school: oneSchool,
      state: { kind: "enum", values: retried, optional: true, brief: "In this state (needs_attention)" },
      code: { ...required.name, optional: true, placeholder: "CODE", brief: "Only those refused for this reason" }
    }
  })
})

export const records = group("Student records compared with the enrollments", {
  count: command(
    "How many students in PostgreSQL came from the portal",
    async () => (await loadRecords()).recordsCount,
    {
      flags: {}
    }
  ),
  missing: command(
    "The completed enrollments that lack any of their four records; fails when there are any",
    async () => (await loadRecords()).recordsMissing,
    { flags: { school: oneSchool } }
  )
})

export const reconcile = command(
  "Compare both stores, of all schools or of one; fails where something is left",
  async () => (await import("../reconcile.ts")).reconcile,
  {
    flags: {
      repair: onlyIf("Set right what projecting again sets right; deletes nothing"),
      school: oneSchool
    }
  }
)

export const audit = group("Who was shown what", {
  reads: command(
    "Who of the staff saw this child's full record, when, and on which request",
    async () => (await import("../audit.ts")).auditReads,
    { flags: { enrollment: required.enrollment } }
  )
})
