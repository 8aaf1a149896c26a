import { Effect } from "effect"
import { idsOf, type OutboxKind, outboxKinds, type OutboxRef } from "../outbox/kinds.ts"
import { enrollmentWork } from "../provisioning/outbox-entry.ts"
import { invitationWork } from "../sign-in/invitation-outbox-entry.ts"
import { signInWork } from "../sign-in/outbox-entry.ts"

/** The one list of what the relay carries out. It does not compile without an entry for each kind. */
export const works = {
  "sign-in": signInWork,
  enrollment: enrollmentWork,
  invitation: invitationWork
} satisfies Readonly<Record<OutboxKind, unknown>>

/** Reads these aggregates, each kind through its own work. */
export const loadAll = (refs: ReadonlyArray<OutboxRef>) =>
  Effect.all(outboxKinds.map((kind) => works[kind].load(idsOf(refs, kind))))
