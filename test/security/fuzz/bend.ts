import type { Chance } from "../../simulation/chance.ts"
import { oddKeys, oddStrings, oddValues } from "./odd.ts"
import type { Json } from "./values.ts"

type Path = ReadonlyArray<string | number>

const isRecord = (value: Json): value is { readonly [key: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const isList = (value: Json): value is ReadonlyArray<Json> => Array.isArray(value)

/** Returns every place in a value, its root first. */
const places = (value: Json, at: Path = []): ReadonlyArray<Path> => {
  const inside = isList(value)
    ? value.map((each, index) => [index, each] as const)
    : isRecord(value)
    ? Object.entries(value)
    : []
  return [at, ...inside.flatMap(([key, each]) => places(each, [...at, key]))]
}

const replaced = (value: Json, [key, ...rest]: Path, by: (old: Json) => Json | undefined): Json | undefined => {
  if (key === undefined) return by(value)
  if (isList(value)) {
    return value.flatMap((each, index) => index === key ? replaced(each, rest, by) ?? [] : [each]) as ReadonlyArray<
      Json
    >
  }
  if (!isRecord(value)) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, each]) => {
      const now = name === String(key) ? replaced(each, rest, by) : each
      return now === undefined ? [] : [[name, now]]
    })
  )
}

const deep = (depth: number, of: Json): Json => {
  let value = of
  for (let level = 0; level < depth; level++) value = level % 2 === 0 ? [value] : { a: value }
  return value
}

/** Adds a member even where its name is `__proto__`. */
const withMember = (object: object, name: string, value: Json): Json =>
  Object.defineProperty({ ...object }, name, { value, enumerable: true, configurable: true, writable: true }) as Json

/** Returns the value made wrong in one place. `sentinel` is part of any text that is put in. */
export const bent = (value: Json, chance: Chance, sentinel: string): Json => {
  const at = chance.pick(places(value))
  const string = () =>
    chance.pick([sentinel, ` ${sentinel}`, `${chance.pick(oddStrings)}${sentinel}`, chance.pick(oddStrings)])
  const way = chance.pick<(old: Json) => Json | undefined>([
    () => undefined,
    () => chance.pick(oddValues),
    string,
    (old) => typeof old === "string" ? `${old}${string()}` : string(),
    (old) => typeof old === "number" ? -old * chance.pick([1, 0.5, 1e9]) : chance.below(1000),
    (old) => isList(old) ? [...old, ...old, ...old, sentinel] : [old, sentinel],
    (old) => isRecord(old) ? withMember(old, chance.pick([...oddKeys, sentinel]), sentinel) : { [sentinel]: old },
    (old) =>
      isRecord(old)
        ? Object.fromEntries(Object.entries(old).map(([key, each]) => [key.toUpperCase(), each]))
        : sentinel,
    (old) => deep(chance.pick([2, 20, 31, 33, 200]), old),
    () => `${sentinel}${"x".repeat(chance.pick([80, 600, 3000, 20_000]))}`,
    () => Array.from({ length: chance.pick([30, 300, 3000]) }, () => sentinel)
  ])
  return replaced(value, at, way) ?? null
}

/** Returns the text of an object in which one member is named twice. */
export const withTwins = (text: string, chance: Chance, sentinel: string): string => {
  const names = text.match(/"[a-z_]{2,40}"(?=:)/g)
  if (names === null || !text.startsWith("{")) return text
  const twin = `${chance.pick(names)}:${JSON.stringify(chance.pick([sentinel, ...oddValues]))}`
  return chance.happens(0.5) ? `{${twin},${text.slice(1)}` : `${text.slice(0, -1)},${twin}}`
}
