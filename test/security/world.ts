import type { WorldState } from "../../src/adapters/memory/world.ts"

/** What a refusal may write: notes about requests, not what requests are about. */
const notes: ReadonlySet<string> = new Set(["keptRequests", "counts"])

/** Copies plain data all the way down. What is sealed in an object of its own class stays the same object. */
const copied = (value: unknown): unknown => {
  if (value instanceof Map) return new Map([...value].map(([key, each]) => [key, copied(each)]))
  if (Array.isArray(value)) return value.map(copied)
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, copied(each)]))
}

const digest = (value: unknown): string =>
  JSON.stringify(value, (_, each: unknown) => each instanceof Map ? [...each] : each)

const refill = (into: unknown, from: unknown): void => {
  if (into instanceof Map && from instanceof Map) {
    into.clear()
    for (const [key, each] of from) into.set(key, each)
  } else if (Array.isArray(into) && Array.isArray(from)) into.splice(0, into.length, ...from as ReadonlyArray<unknown>)
  else Object.assign(into as object, from)
}

/** Remembers a world as it is now. */
export const held = (world: WorldState) => {
  const rooms = Object.entries(world).filter(([name]) => !notes.has(name)) as ReadonlyArray<readonly [string, unknown]>
  const before = new Map(rooms.map(([name, room]) => [name, { copy: copied(room), digest: digest(room) }]))
  /** Returns the rooms that have changed. */
  const changed = () => rooms.filter(([name, room]) => before.get(name)?.digest !== digest(room)).map(([name]) => name)
  return {
    changed,
    /** Puts back what was changed. */
    restore: () => {
      for (const [name, room] of Object.entries(world)) {
        if (notes.has(name) && room instanceof Map) room.clear()
      }
      const wrong = new Set(changed())
      for (const [name, room] of rooms) if (wrong.has(name)) refill(room, copied(before.get(name)?.copy))
    }
  }
}
