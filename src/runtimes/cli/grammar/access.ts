import { command, group } from "../declared.ts"
import { onlyIf, required, schoolOrAll, yes } from "../flags.ts"
import { roles } from "../words.ts"

const loadAuth = () => import("../auth.ts")
const loadKeys = () => import("../keys.ts")

export const token = command(
  "Print an access token for a person, who is entered into the directory if new",
  async () => (await import("../token.ts")).token,
  {
    flags: {
      role: { kind: "enum", values: roles, brief: "What it allows (staff: registrar)" },
      email: { ...required.email, brief: "Whose it is" },
      school: { ...schoolOrAll, brief: "The school (1), or * for all" },
      id: { ...required.person, optional: true, brief: "The id of a new person" },
      name: { ...required.name, optional: true, brief: "The name of a new person" }
    }
  }
)

export const auth = group("Sessions", {
  revoke: command("End all sessions of one person", async () => (await loadAuth()).revokePerson, {
    flags: { person: { ...required.person, brief: "The person's id" }, yes }
  }),
  "revoke-all": command(
    "End every session and void every access token: everybody signs in again",
    async () => (await loadAuth()).revokeAll,
    { flags: { yes } }
  )
})

export const keys = group("The keys that sign tokens and hash addresses; new ones where no more is said", {
  new: command(
    "Print a new SIGNING_KEY and SEAL_KEY as JSON, for a store of secrets",
    async () => (await loadKeys()).newSettings,
    { flags: {} }
  ),
  rotate: command(
    "Let another key sign access tokens: in the data folder from the next start on, or printed as settings",
    async () => (await loadKeys()).rotateKeys,
    { flags: { leaked: onlyIf("The key before is void at once; else it verifies what it has signed"), yes } }
  )
}, "new")
