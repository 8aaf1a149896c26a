import { DateTime, Effect, Redacted } from "effect"
import { invitationToken } from "../../src/domain/invitation/invitation-token.ts"
import type { Invitation } from "../../src/domain/invitation/invitation.ts"
import { Invitations } from "../../src/domain/invitation/invitations.port.ts"
import { inviteFamily, mailSent } from "../../src/domain/invitation/transitions.ts"
import { enrollmentIdOf, invitationId, suffixOf } from "../../src/domain/values/identifiers.ts"
import { mintToken } from "../../src/runtimes/cli/token.ts"
import { stepBodies } from "../scenarios/families.ts"
import type { Stage } from "./stage.ts"

/** A family that holds an invitation. */
export interface Family {
  readonly invitation: Invitation
  readonly enrollment_id: string
  readonly parent_email: string
  readonly invitation_token: string
  readonly bodies: ReturnType<typeof stepBodies>
  /** A child who has no invitation yet. */
  readonly sister: string
  /** Access tokens that stay valid for some minutes: the family's, and its coach's. */
  readonly token: () => Promise<string>
  readonly coachToken: () => Promise<string>
}

/** How many children share one address, so that not every child needs its own person in the directory. */
const childrenPerAddress = 20
/** A coach may send this many mails in an hour, and no more. */
const familiesPerCoach = 1000
const renewedAfterMs = 600_000

const letters = (number: number): string =>
  number === 0 ? "" : letters(Math.floor(number / 26)) + String.fromCharCode(97 + number % 26)

/** Invites families, bypassing the API, as if their mail had arrived. */
export const invitedFamilies = (stage: Stage, chance: () => number) => {
  let invited = 0
  const tokens = new Map<string, { readonly token: Promise<string>; readonly until: number }>()
  const tokenOf = (address: string, role = "parent"): Promise<string> => {
    const known = tokens.get(address)
    if (known !== undefined && known.until > performance.now()) return known.token
    const request = { role, email: address, school: undefined, id: undefined, name: undefined }
    const token = stage.inDirectory(mintToken(request))
    tokens.set(address, { token, until: performance.now() + renewedAfterMs })
    return token
  }
  const next = async (): Promise<Family> => {
    const number = invited++
    const parent_email = `family-${Math.floor(number / childrenPerAddress)}@example.test`
    const { invitation, token } = await stage.inDirectory(Effect.gen(function*() {
      const now = DateTime.formatIso(yield* DateTime.now)
      const invitation = mailSent(
        inviteFamily({
          invitation_id: invitationId(
            now.slice(0, 10),
            suffixOf(Math.floor(chance() * 2 ** 20) * 2 ** 20 + Math.floor(chance() * 2 ** 20))
          ),
          school_id: 1,
          school_name: "TSA Austin",
          coach_id: "coach-1",
          coach_name: "Casey Coach",
          parent_email,
          invited: { student_first_name: `Zoë ${letters(number)}` }
        }, { now, actor: "person:coach-1", event_id: `invited-${number}` }),
        1,
        now
      )
      yield* (yield* Invitations).create(invitation)
      return { invitation, token: yield* invitationToken(invitation) }
    }))
    return {
      invitation,
      enrollment_id: enrollmentIdOf(invitation.invitation_id),
      parent_email,
      invitation_token: Redacted.value(token),
      bodies: stepBodies(`Vandermolen${letters(number)}`),
      sister: `Zoë Kit ${letters(number + 1)}`,
      token: () => tokenOf(parent_email),
      coachToken: () => tokenOf(`coach-${Math.floor(number / familiesPerCoach)}@example.test`, "coach")
    }
  }
  /** Yields families one after the other, as long as there are to be more after those already `given`. */
  const asLongAs = async function*(more: (given: number) => boolean | Promise<boolean>): AsyncGenerator<Family> {
    for (let given = 0; await more(given); given++) yield next()
  }
  return { next, asLongAs }
}
