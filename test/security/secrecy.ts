import { type Caller, callers } from "./callers.ts"
import { heldTowards } from "./expected.ts"
import type { Answered, Scene } from "./scene.ts"

/** What the scene says about Ann's family, and who may read it there. */
const names = ["Lovelace", "Ada", "Augusta", "2016-03-01", "ann@example.test"]
const medical = ["penicillin", "no nuts", "large print", "speech"]

/** Returns what this caller must not read, whatever it asks. */
const hiddenFrom = (caller: Caller, { things }: Scene): ReadonlyArray<string> => {
  const towards = (name: keyof typeof things) => new Set(heldTowards(caller, things[name]))
  const [family, invited] = [towards("enrollment"), towards("invitation")]
  const seesAll = ["parent", "registrar", "admin"].some((role) => family.has(role as never))
  return [
    ...(family.size === 0 ? [things.enrollment.id, things.enrollment.id.slice(-8)] : []),
    ...(family.size + invited.size === 0 ? [things.invitation.id, things.invitation.id.slice(-8)] : []),
    ...(seesAll ? [] : medical),
    ...(seesAll || family.has("coach") ? [] : names)
  ]
}

/** Returns what an answer tells but must not tell. A refusal must tell nothing about anybody. */
export const toldTo = (scene: Scene, caller: Caller, { headers, status, text }: Answered): ReadonlyArray<string> => {
  const said = [text, ...[...headers].map(([, value]) => value)].join("\n")
  const { things } = scene
  const everything = [
    ...names,
    ...medical,
    ...Object.values(things).map(({ id }) => id),
    ...callers.map(({ address }) => address),
    "@example.test",
    "Bearer eyJ"
  ]
  const words = status >= 400 ? everything : hiddenFrom(caller, scene)
  return words.filter((word) => said.includes(word))
}
