import { Effect, Layer } from "effect"
import type { DomainEvent } from "../../domain/history/event.ts"
import { Events } from "../../domain/history/events.port.ts"
import { World } from "./world.ts"

const sortKey = ({ at, id }: DomainEvent) => `${at}#${id}`

const make = Effect.gen(function*() {
  const { events } = yield* World

  return Events.of({
    append: (appended) =>
      Effect.sync(() => {
        for (const event of appended) {
          const ofSubject = events.get(event.subject) ?? new Map<string, DomainEvent>()
          events.set(event.subject, ofSubject.set(event.id, event))
        }
        return []
      }),
    list: (subject) =>
      Effect.sync(() =>
        [...events.get(subject)?.values() ?? []].toSorted((one, other) => sortKey(one) < sortKey(other) ? -1 : 1)
      )
  })
})

/** Keeps history that has left its aggregates, in memory. */
export const layer = Layer.effect(Events, make)
