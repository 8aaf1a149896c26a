import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { may } from "../fixtures/permission-table.ts"
import { callers } from "./callers.ts"
import { declaredOf, document, type Operation, pathOf } from "./document.ts"
import { expected, heldTowards } from "./expected.ts"
import { type Answered, openScene, type Scene } from "./scene.ts"
import { toldTo } from "./secrecy.ts"

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
})
afterAll(() => scene.dispose())

const closed = () => document.operations.filter(({ isPublic }) => !isPublic)
const thingOf = (operation: Operation) => {
  const declared = declaredOf(operation)
  if ("isPublic" in declared) throw new Error(`${operation.name} is everybody's`)
  return { declared, thing: declared.about === undefined ? undefined : scene.things[declared.about] }
}

/** Returns everything in an answer except what is new for every request. */
const comparable = ({ headers, status, text }: Answered) => ({
  status,
  text: text.replace(/urn:request:[\w-]+/, "urn:request:"),
  headers: [...headers].filter(([name]) => name !== "x-request-id")
})

describe.each(callers)("$id", (caller) => {
  it("is let in where the permission table says so, and else refused: 403 on what may be seen, 404 on all else", async () => {
    for (const operation of closed()) {
      const { declared, thing } = thingOf(operation)
      const answer = await scene.request(
        operation.method,
        pathOf(operation, scene),
        scene.as(caller.id),
        declared.body?.(scene, caller)
      )
      const wanted = expected(caller, declared, thing)
      const what = `${caller.id} ${operation.name}: ${answer.text.slice(0, 200)}`
      if (wanted === "let in") assert.notInclude([401, 403, 404], answer.status, what)
      else assert.strictEqual(answer.status, wanted, what)
      if (answer.status >= 400) {
        assert.include(operation.statuses, answer.status, what)
        assert.deepStrictEqual(scene.changed(), [], what)
      }
      assert.deepStrictEqual(toldTo(scene, caller, answer), [], what)
      scene.restore()
    }
  })

  it("cannot tell what is hidden from what is not there, nor from what is no id at all", async () => {
    for (const operation of closed()) {
      const { declared, thing } = thingOf(operation)
      if (thing === undefined) continue
      const ask = async (id: string) => {
        const path = pathOf(operation, scene, { id })
        return comparable(
          await scene.request(operation.method, path, scene.as(caller.id), declared.body?.(scene, caller))
        )
      }
      const absent = await ask(thing.absent)
      assert.strictEqual(absent.status, 404, operation.name)
      const malformed = ["x", "../../x", "a b", thing.id.toLowerCase(), `${thing.id}0`]
      for (const id of malformed.filter((each) => each !== thing.id)) {
        assert.deepStrictEqual(await ask(id), absent, `${operation.name} ${id}`)
      }
      if (expected(caller, declared, thing) === 404) assert.deepStrictEqual(await ask(thing.id), absent, operation.name)
    }
    assert.deepStrictEqual(scene.changed(), [])
  })

  it("is refused whatever the body says: it is not looked into for those who may not", async () => {
    for (const operation of closed()) {
      const { declared, thing } = thingOf(operation)
      const wanted = expected(caller, declared, thing)
      if (operation.body === undefined || wanted === "let in" || declared.notYours?.[caller.id] !== undefined) continue
      for (const body of ["[]", "null", '{"a":1}', '{"school_id":1}']) {
        const answer = await scene.request(operation.method, pathOf(operation, scene), scene.as(caller.id), body)
        assert.strictEqual(answer.status, wanted, `${operation.name} ${body}`)
      }
    }
  })

  it("asks in vain about schools that are not of the roles it takes", async () => {
    for (const operation of closed()) {
      const { declared, thing } = thingOf(operation)
      if (thing !== undefined) continue
      if (!operation.parameters.some(({ in: where, name }) => where === "query" && name === "school_id")) continue
      for (const school_id of [1, 2, 3]) {
        const path = `${pathOf(operation, scene)}?school_id=${school_id}`
        const answer = await scene.request(operation.method, path, scene.as(caller.id))
        const taken = caller.grants.filter(({ role }) => may[role].includes(declared.action))
        const isOwn = taken.some(({ role }) => role === declared.ownOf)
        const isHere = taken.some(({ role, school_id: at }) => role !== "parent" && (at === "*" || at === school_id))
        // The third school is in no directory. Whoever could look there is told so.
        const wanted = isOwn ? 200 : !isHere ? 403 : school_id === 3 ? 422 : 200
        const what = `${caller.id} ${operation.name} ${school_id}: ${answer.text.slice(0, 200)}`
        assert.strictEqual(answer.status, wanted, what)
        assert.deepStrictEqual(toldTo(scene, caller, answer), [], what)
      }
    }
  })
})

describe("a body", () => {
  it("is refused by its form before anything else is said, to whom nothing is hidden and to all others", async () => {
    for (const operation of closed()) {
      if (operation.body === undefined) continue
      for (const { id } of callers) {
        const send = async (body: string, type = "application/json") => {
          const headers = { ...scene.as(id), "content-type": type }
          return (await scene.request(operation.method, pathOf(operation, scene), headers, body)).status
        }
        const statuses = [await send("{}", "text/plain"), await send("{"), await send("[".repeat(90) + "]".repeat(90))]
        if (id === "ann") statuses.push(await send(`"${"x".repeat(1_100_000)}"`))
        assert.deepStrictEqual(statuses, [415, 400, 400, ...(id === "ann" ? [413] : [])], `${id} ${operation.name}`)
      }
    }
  })
})

describe("the scene", () => {
  it("holds what there is to hide, and somebody from whom", async () => {
    const answer = await scene.request("GET", scene.at, scene.as("ann"))
    const stranger = callers.find(({ id }) => id === "bob")
    assert.isAbove(stranger === undefined ? 0 : toldTo(scene, stranger, answer).length, 5)
    for (const thing of Object.values(scene.things)) {
      const held = callers.map((caller) => heldTowards(caller, thing).length > 0)
      assert.sameMembers([...new Set(held)], [true, false])
    }
  })
})
