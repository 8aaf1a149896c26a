import { Context, type Effect, type Option } from "effect"
import type { StaleVersion } from "../store/stale-version.ts"
import type { StoreUnavailable } from "../store/unavailable.ts"
import type { InvitationId } from "../values/identifiers.ts"
import type { Page, PageRequest } from "../values/page.ts"
import type { Invitation, InvitedStudent } from "./invitation.ts"

/** Who holds the claim on a family and child. Without `expires_at` they hold it for ever. */
export interface InvitationClaim {
  readonly invitation_id: InvitationId
  readonly claimed_at: string
  readonly expires_at?: string
}

/** The enrollment that was begun with an invitation, as somebody who invites the same child again needs to know it. */
export interface BegunEnrollment {
  readonly standing: "open" | "closed" | "completed" | "erased"
  /** The child as step 4 names it; absent before step 4 is done. */
  readonly child?: Pick<InvitedStudent, "student_first_name" | "student_last_name">
  /** Addresses of those who may not know of the enrollment. */
  readonly blocked: ReadonlyArray<string>
}

/** The store of invitations. */
export class Invitations extends Context.Service<Invitations, {
  /** Stores a new invitation. Returns `false` if the id is taken. */
  readonly create: (invitation: Invitation) => Effect.Effect<boolean, StoreUnavailable>
  /** Returns the invitation with this id, read consistently. */
  readonly get: (id: InvitationId) => Effect.Effect<Option.Option<Invitation>, StoreUnavailable>
  /** Returns several invitations at once, read consistently. Unknown ids are left out. */
  readonly getMany: (ids: ReadonlyArray<InvitationId>) => Effect.Effect<ReadonlyArray<Invitation>, StoreUnavailable>
  /** Stores a change if version and rev are still those of `before`. */
  readonly replace: (before: Invitation, after: Invitation) => Effect.Effect<void, StaleVersion | StoreUnavailable>
  /** Returns the invitations of one coach, newest first. */
  readonly listByCoach: (coach_id: string, page: PageRequest) => Effect.Effect<Page<Invitation>, StoreUnavailable>
  /** Returns the invitations of one school, newest first. */
  readonly listBySchool: (school_id: number, page: PageRequest) => Effect.Effect<Page<Invitation>, StoreUnavailable>
  /**
   * Takes the claim if it is free, expired at `now`, or held by `over`: an invitation, or a claim that must not have been renewed. Returns
   * who holds it afterwards. `key` is a keyed hash.
   */
  readonly claim: (
    key: string,
    claim: InvitationClaim,
    now: string,
    over?: InvitationId | InvitationClaim
  ) => Effect.Effect<InvitationClaim, StoreUnavailable>
  /** Returns who holds the claim, expired or not, read consistently. */
  readonly holder: (key: string) => Effect.Effect<Option.Option<InvitationClaim>, StoreUnavailable>
  /** Returns the enrollment of this invitation, read consistently. */
  readonly begun: (id: InvitationId) => Effect.Effect<Option.Option<BegunEnrollment>, StoreUnavailable>
  /** Notes that a school invited the address of this key (a keyed hash), at least until `expires_at`. */
  readonly noteInvited: (key: string, school_id: number, expires_at: string) => Effect.Effect<void, StoreUnavailable>
  /** Whether the address of this key is invited at `now`. */
  readonly isInvited: (key: string, now: string) => Effect.Effect<boolean, StoreUnavailable>
  /**
   * Returns the schools that invite the address of this key at `now`. `"unknown"` is among them if an earlier release noted it without the
   * school.
   */
  readonly invitingSchools: (
    key: string,
    now: string
  ) => Effect.Effect<ReadonlyArray<number | "unknown">, StoreUnavailable>
  /** Releases the claim if this invitation holds it. */
  readonly release: (key: string, id: InvitationId) => Effect.Effect<void, StoreUnavailable>
}>()("tsa/invitation/Invitations") {}
