import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { chanceFrom } from "../simulation/chance.ts"
import { declaredOf, document, type Operation } from "./document.ts"
import { judged } from "./fuzz/judge.ts"
import { requestsTo } from "./fuzz/requests.ts"
import { openScene, type Scene } from "./scene.ts"

const setting = (name: string, otherwise: number) => Number(process.env[name] ?? otherwise)
/** The seed of this run; `FUZZ_SEED=… FUZZ_FROM=… FUZZ_ROUNDS=1` plays one request again. */
const seed = setting("FUZZ_SEED", Math.floor(Math.random() * 2 ** 31))
const from = setting("FUZZ_FROM", 0)
const rounds = setting("FUZZ_ROUNDS", 200)

const seedOf = (purpose: string): number =>
  [...purpose].reduce((sum, letter) => (Math.imul(sum, 31) + letter.charCodeAt(0)) | 0, seed)

const again = ({ name }: Operation, round: number) =>
  `FUZZ_SEED=${seed} FUZZ_FROM=${round} FUZZ_ROUNDS=1 npx vitest run --project fast test/security/fuzz.test.ts -t '${name}$'`

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
})
afterAll(() => scene.dispose())

describe(`requests of every kind, from seed ${seed}`, () => {
  it.each(document.operations)("$name", { timeout: rounds * 1000 }, async (operation) => {
    scene.restore()
    const next = requestsTo(scene)
    const statuses = new Set<number>()
    // An operation that takes only headers soon shows all it has.
    const isBare = operation.parameters.length === 0 && operation.body === undefined
    for (let round = from; round < from + (isBare ? Math.ceil(rounds / 10) : rounds); round++) {
      const chance = chanceFrom(seedOf(`${operation.name} ${round}`))
      const sentinel = `Zx9${chance.below(2 ** 31).toString(36)}q`
      const sent = next(operation, chance, sentinel)
      const { status, wrong } = await judged(scene, operation, sent, sentinel)
      statuses.add(status)
      if (status < 400) scene.restore()
      if (wrong.length === 0) continue
      const { authorization: _, ...headers } = sent.headers
      const shown = JSON.stringify({ ...sent, headers, body: String(sent.body ?? "").slice(0, 2000) })
      assert.fail(`${wrong.join("\n")}\n${shown}\nagain: ${again(operation, round)}`)
    }
    if (rounds < 200) return
    const isPast = "isPast" in declaredOf(operation)
    assert.isTrue([...statuses].some((status) => isPast ? status === 409 : status < 400), "nothing was taken")
    if (operation.body !== undefined) assert.includeMembers([...statuses], [400, 415, 422])
  })
})
