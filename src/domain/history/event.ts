import { Schema } from "effect"

/** Something that was accepted or that happened: ids, codes and durations, never a value. It serves history, timeline and log alike. */
export const DomainEvent = Schema.Struct({
  id: Schema.String,
  at: Schema.String,
  actor: Schema.String,
  type: Schema.String,
  subject: Schema.String,
  details: Schema.Record(Schema.String, Schema.Union([Schema.String, Schema.Finite, Schema.Boolean]))
})
export type DomainEvent = typeof DomainEvent.Type

/** What a transition needs besides its subject: when the change is decided, who decides, and the id of the event that it writes. */
export interface ChangeContext {
  /** RFC 3339, UTC, milliseconds. */
  readonly now: string
  readonly actor: string
  readonly event_id: string
}

/** An aggregate that keeps its latest events inside until they are moved. `rev` rises with every write. */
export interface WithEvents {
  readonly events: Readonly<Record<string, DomainEvent>>
  readonly rev: number
}

/** How many events leave an aggregate with one write: DynamoDB takes 4 KB of expression. */
export const leaveAtOnce = 100

/**
 * Returns the aggregate without events that have become items of their own, as many as leave with one write. Unchanged if it holds none of
 * them.
 */
export const withoutEvents = <A extends WithEvents>(aggregate: A, moved: ReadonlySet<string>): A => {
  const leaving = new Set(Object.keys(aggregate.events).filter((id) => moved.has(id)).slice(0, leaveAtOnce))
  return leaving.size === 0 ? aggregate : {
    ...aggregate,
    events: Object.fromEntries(Object.entries(aggregate.events).filter(([id]) => !leaving.has(id))),
    rev: aggregate.rev + 1
  }
}
