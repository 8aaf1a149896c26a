import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { chanceFrom } from "../simulation/chance.ts"
import { callers } from "./callers.ts"
import { declaredOf, document, type Operation, pathOf } from "./document.ts"
import { expected } from "./expected.ts"
import { isBeyondTheDocument } from "./fuzz/beyond-the-document.ts"
import { type Json, valuesOf } from "./fuzz/values.ts"
import { openScene, type Scene } from "./scene.ts"

const setting = (name: string, otherwise: number) => Number(process.env[name] ?? otherwise)
/** The seed of this run: `FUZZ_SEED=…` plays it again. */
const seed = setting("FUZZ_SEED", Math.floor(Math.random() * 2 ** 31))
const rounds = setting("FUZZ_ROUNDS", 200)

interface Refused {
  readonly errors?: ReadonlyArray<{ readonly code: string; readonly pointer: string }>
}

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
})
afterAll(() => scene.dispose())

/** Returns the headers of somebody who is allowed, so that only the body is judged. */
const welcome = (operation: Operation): Record<string, string> => {
  const declared = declaredOf(operation)
  if ("isPublic" in declared) return {}
  const thing = declared.about === undefined ? undefined : scene.things[declared.about]
  const caller = callers.find((each) => expected(each, declared, thing) === "let in")
  return caller === undefined ? {} : scene.as(caller.id)
}

describe(`bodies as the document wants them, from seed ${seed}`, () => {
  const valueOf = valuesOf(document.schemas)
  const withBodies = document.operations.filter(({ body }) => body !== undefined)

  it.each(withBodies)(
    "$name is refused nothing but what no document can say",
    { timeout: rounds * 1000 },
    async (operation) => {
      const chance = chanceFrom(seed)
      const seen = new Set<string>()
      for (let round = 0; round < rounds; round++) {
        scene.restore()
        const value: Json = valueOf(operation.body ?? {}, chance.below(2 ** 31), chance.pick([1, 5, 20]))
        seen.add(JSON.stringify(value))
        const { status, text } = await scene.request(
          operation.method,
          pathOf(operation, scene),
          welcome(operation),
          value as object
        )
        assert.notInclude([405, 413, 415], status, text)
        if (status !== 422) continue
        const { errors = [] } = JSON.parse(text) as Refused
        const refused = errors.filter((each) => !isBeyondTheDocument(each))
        if (errors.length > 0 && refused.length === 0) continue
        assert.fail(`FUZZ_SEED=${seed}: ${JSON.stringify(refused)}\n${text.slice(0, 500)}\n${JSON.stringify(value)}`)
      }
      assert.isAbove(seen.size, 1)
      scene.restore()
    }
  )
})
