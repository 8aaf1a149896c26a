import { Context, type Effect, type Option } from "effect"
import type { StaleVersion } from "../store/stale-version.ts"
import type { StoreUnavailable } from "../store/unavailable.ts"
import type { InvitationId } from "../values/identifiers.ts"
import type { Page, PageRequest } from "../values/page.ts"
import type { Invitation, InvitedStudent } from "./invitation.ts"

/** Who holds the claim on a family and child. `expires_at` absent: for ever. */
export interface InvitationClaim {
  readonly invitation_id: InvitationId
  readonly claimed_at: string
  readonly expires_at?: string
}

/** The enrollment that was begun with an invitation, to whoever would invite the same child again. */
export interface BegunEnrollment {
  readonly standing: "open" | "closed" | "completed" | "erased"
  /** As step 4 names the child; absent before. */
  readonly child?: Pick<InvitedStudent, "student_first_name" | "student_last_name">
  /** Addresses of those who may not know of it. */
  readonly blocked: ReadonlyArray<string>
}

/** Where invitations live. */
export class Invitations extends Context.Service<Invitations, {
  /** Stores a new one; `false` when the id is taken. */
  readonly create: (invitation: Invitation) => Effect.Effect<boolean, StoreUnavailable>
  /** The invitation of this id, read consistently. */
  readonly get: (id: InvitationId) => Effect.Effect<Option.Option<Invitation>, StoreUnavailable>
  /** Several at once, read consistently; unknown ids are left out. */
  readonly getMany: (ids: ReadonlyArray<InvitationId>) => Effect.Effect<ReadonlyArray<Invitation>, StoreUnavailable>
  /** Stores a change on the condition that version and rev are still those of `before`. */
  readonly replace: (before: Invitation, after: Invitation) => Effect.Effect<void, StaleVersion | StoreUnavailable>
  /** Newest first, of one coach. */
  readonly listByCoach: (coach_id: string, page: PageRequest) => Effect.Effect<Page<Invitation>, StoreUnavailable>
  /** Newest first, of one school. */
  readonly listBySchool: (school_id: number, page: PageRequest) => Effect.Effect<Page<Invitation>, StoreUnavailable>
  /**
   * Takes the claim if it is free, expired at `now`, or held by `over`: an invitation, or a claim that must not have been renewed.
   * Returns who holds it afterwards. `key` is a keyed hash.
   */
  readonly claim: (
    key: string,
    claim: InvitationClaim,
    now: string,
    over?: InvitationId | InvitationClaim
  ) => Effect.Effect<InvitationClaim, StoreUnavailable>
  /** Who holds the claim, expired or not; read consistently. */
  readonly holder: (key: string) => Effect.Effect<Option.Option<InvitationClaim>, StoreUnavailable>
  /** The enrollment of this invitation, read consistently. */
  readonly begun: (id: InvitationId) => Effect.Effect<Option.Option<BegunEnrollment>, StoreUnavailable>
  /** Notes that the address of this key (a keyed hash) was invited by a school, until then at least. */
  readonly noteInvited: (key: string, school_id: number, expires_at: string) => Effect.Effect<void, StoreUnavailable>
  /** Whether that is so at `now`. */
  readonly isInvited: (key: string, now: string) => Effect.Effect<boolean, StoreUnavailable>
  /** By which schools at `now`; `"unknown"` among them where an earlier release has noted it, without the school. */
  readonly invitingSchools: (
    key: string,
    now: string
  ) => Effect.Effect<ReadonlyArray<number | "unknown">, StoreUnavailable>
  /** Lets the claim go if this invitation holds it. */
  readonly release: (key: string, id: InvitationId) => Effect.Effect<void, StoreUnavailable>
}>()("tsa/invitation/Invitations") {}
