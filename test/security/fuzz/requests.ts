import type { Chance } from "../../simulation/chance.ts"
import { callers } from "../callers.ts"
import { declaredOf, document, type Operation, pathOf } from "../document.ts"
import { expected } from "../expected.ts"
import type { Scene } from "../scene.ts"
import { bent, withTwins } from "./bend.ts"
import { mediaTypes, oddStrings, oddTexts } from "./odd.ts"
import { type Json, valuesOf } from "./values.ts"

export interface Sent {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array<ArrayBuffer>
}

const headerNames = [
  "if-match",
  "if-none-match",
  "idempotency-key",
  "accept",
  "accept-language",
  "content-encoding",
  "content-length",
  "origin",
  "cookie",
  "x-http-method-override",
  "x-forwarded-for",
  "x-forwarded-host",
  "forwarded",
  "range",
  "traceparent",
  "user-agent"
]

/** Makes requests to an operation of a scene: some that follow its document, and some that do not quite follow it. */
export const requestsTo = (scene: Scene) => {
  const { schemas } = document
  const valueOf = valuesOf(schemas)

  const callerOf = (operation: Operation, chance: Chance) => {
    const declared = declaredOf(operation)
    if ("isPublic" in declared) return undefined
    const thing = declared.about === undefined ? undefined : scene.things[declared.about]
    const welcome = callers.filter((each) => expected(each, declared, thing) === "let in")
    return chance.pick(chance.happens(0.85) ? welcome : callers)
  }

  const bodyOf = (operation: Operation, chance: Chance, sentinel: string, caller: string | undefined) => {
    const declared = declaredOf(operation)
    if (operation.body === undefined || declared.body === undefined) return undefined
    const who = callers.find(({ id }) => id === caller) ?? { id: "", address: "", grants: [] }
    const sample = declared.body(scene, who) as Json
    const generated = () => valueOf(operation.body ?? {}, chance.below(2 ** 31), chance.pick([1, 5, 20]))
    let value: Json = chance.pick<() => Json>([
      () => sample,
      () => sample,
      generated,
      () => ({ ...(sample as object), ...(generated() as object) }),
      () => ({ ...(generated() as object), ...(sample as object) })
    ])()
    for (let bends = chance.pick([0, 1, 1, 1, 2, 3]); bends > 0; bends--) value = bent(value, chance, sentinel)
    const text = JSON.stringify(value)
    if (chance.happens(0.06)) return withTwins(text, chance, sentinel)
    if (chance.happens(0.06)) return chance.pick(oddTexts)
    if (chance.happens(0.03)) return text.slice(0, chance.below(text.length))
    if (chance.happens(0.02)) return Uint8Array.from({ length: 40 }, () => chance.below(256))
    return chance.happens(0.01)
      ? JSON.stringify({ [sentinel]: "x".repeat(chance.pick([261_000, 263_000, 400_000])) })
      : text
  }

  const queryOf = (operation: Operation, chance: Chance, sentinel: string): string => {
    const { parameters } = operation
    const declared = declaredOf(operation)
    if ("query" in declared && declared.query !== undefined && chance.happens(0.4)) {
      return `?${new URLSearchParams(declared.query).toString()}`
    }
    const known = parameters.filter((each) => each.in === "query" && chance.happens(0.5))
    const pairs = known.map(({ name, schema }): [string, string] => {
      const good = String(valueOf(schema, chance.below(2 ** 31), 5))
      return [name, chance.pick([good, good, String(chance.below(300)), chance.pick(oddStrings), sentinel])]
    })
    if (chance.happens(0.1)) pairs.push([chance.pick([sentinel, "limit", "__proto__", "a[]"]), sentinel])
    if (chance.happens(0.05)) pairs.push(...pairs)
    const text = pairs.map(([name, value]) => `${encoded(name)}=${encoded(value)}`).join("&")
    return text === "" ? "" : `?${text}${chance.happens(0.05) ? "&%E0%A4%A&=&" : ""}`
  }

  const pathTo = (operation: Operation, chance: Chance, sentinel: string): string => {
    const names = [...operation.path.matchAll(/\{([^}]+)\}/g)].map(([, name = ""]) => name)
    const odd = chance.happens(0.12)
      ? Object.fromEntries(names.map((name) => [name, chance.pick([sentinel, "x".repeat(3000), ...oddStrings])]))
      : {}
    const path = pathOf(
      operation,
      scene,
      Object.fromEntries(Object.entries(odd).map(([k, v]) => [k, v.toWellFormed()]))
    )
    return chance.happens(0.02) ? `${path}%E0%A4%A` : path
  }

  const headersOf = (chance: Chance, sentinel: string): Record<string, string> => {
    if (chance.happens(0.6)) return {}
    const odd = [...oddStrings.filter((text) => /^[\x20-\x7e]*$/.test(text)), sentinel, `"${sentinel}"`]
    const tags = ["*", '"v1"', '"v6.0.f"', 'W/"v6.0.f"', '"v999999999999999"', '"v9999999999999999"', "v1"]
    const names = Array.from({ length: 1 + chance.below(3) }, () => chance.pick(headerNames))
    return Object.fromEntries(names.map((name) => [name, chance.pick([...odd, ...tags])]))
  }

  return (operation: Operation, chance: Chance, sentinel: string): Sent => {
    const caller = callerOf(operation, chance)
    const body = bodyOf(operation, chance, sentinel, caller?.id)
    const type = chance.happens(0.92) ? "application/json" : chance.pick(mediaTypes)
    return {
      method: operation.method,
      path: pathTo(operation, chance, sentinel) + queryOf(operation, chance, sentinel),
      headers: {
        ...(caller !== undefined && scene.as(caller.id)),
        ...headersOf(chance, sentinel),
        ...(body !== undefined && { "content-type": type })
      },
      ...(body !== undefined && { body })
    }
  }
}

const encoded = (text: string) => encodeURIComponent(text.toWellFormed())
