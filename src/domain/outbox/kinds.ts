/**
 * The kinds of aggregates that can have something due, in the order in which the relay turns to them: somebody waits for a sign-in link.
 */
export const outboxKinds = ["sign-in", "enrollment", "invitation"] as const
export type OutboxKind = (typeof outboxKinds)[number]

/** An aggregate that can have something due: its kind, and its id (for a sign-in link, its key). */
export interface OutboxRef {
  readonly kind: OutboxKind
  readonly id: string
}

/** Returns the ids of one kind among these. */
export const idsOf = (refs: ReadonlyArray<OutboxRef>, kind: OutboxKind): ReadonlyArray<string> =>
  refs.filter((ref) => ref.kind === kind).map(({ id }) => id)
