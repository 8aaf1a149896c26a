import { Schema } from "effect"

/** Something that was accepted or happened: ids, codes and durations, never a value. History, timeline and log in one. */
export const DomainEvent = Schema.Struct({
  id: Schema.String,
  at: Schema.String,
  actor: Schema.String,
  type: Schema.String,
  subject: Schema.String,
  details: Schema.Record(Schema.String, Schema.Union([Schema.String, Schema.Finite, Schema.Boolean]))
})
export type DomainEvent = typeof DomainEvent.Type

/** What a transition needs besides its subject: when it is decided, who decides, and the id of the event it writes. */
export interface Occasion {
  /** RFC 3339, UTC, milliseconds. */
  readonly now: string
  readonly actor: string
  readonly event_id: string
}

/** Events that have become items of their own are taken off. */
export const withoutEvents = <A extends { readonly events: Readonly<Record<string, unknown>>; readonly rev: number }>(
  aggregate: A,
  moved: ReadonlyArray<string>
): A =>
  moved.length === 0 ? aggregate : {
    ...aggregate,
    events: Object.fromEntries(Object.entries(aggregate.events).filter(([id]) => !moved.includes(id))),
    rev: aggregate.rev + 1
  }
