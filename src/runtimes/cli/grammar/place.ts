import { command, group } from "../declared.ts"
import { required } from "../flags.ts"
import { moments } from "../words.ts"

const loadSchools = () => import("../schools.ts")
const loadDoctor = () => import("../doctor.ts")

export const schools = group("The directory of schools", {
  list: command("The schools, with their rules", async () => (await loadSchools()).listSchools, { flags: {} }),
  add: command("Enter a school: it can take families at once", async () => (await loadSchools()).addSchool, {
    flags: {
      id: { ...required.school, brief: "Its number, Ed-Fi's schoolId" },
      name: { ...required.name, brief: "Its name" },
      "time-zone": { ...required.timeZone, optional: true },
      "provision-at": { kind: "enum", values: moments, optional: true, brief: "When student records come into being" }
    }
  })
})

export const doctor = command(
  "Check configuration, data folder, keys, stores, grants, clock and open outbox entries; fails when one is not right",
  async () => (await loadDoctor()).doctor,
  { flags: {}, misconfigured: async () => (await loadDoctor()).misconfigured }
)

export const mail = command(
  "Wait for the newest mail of the embedded mailbox, and print it",
  async () => (await import("../mail.ts")).mail,
  {
    flags: {
      to: { ...required.email, optional: true, brief: "Only mail to this address" },
      only: {
        kind: "enum",
        values: ["link", "token"],
        optional: true,
        brief: "Only the link that it holds, or that link's token"
      },
      again: { kind: "boolean", optional: true, withNegated: false, brief: "Also one that was printed before" }
    }
  }
)

export const table = group("The table of the workflow store", {
  create: command(
    "Make the table DYNAMODB_TABLE where it is missing",
    async () => (await import("../tables/table.ts")).createTable,
    {
      flags: {}
    }
  )
})

export const migrate = command(
  "Bring the database of DATABASE_URL up to date",
  async () => (await import("../migrate.ts")).migrate,
  { flags: {} }
)
