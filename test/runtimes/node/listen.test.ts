import { assert, describe, it } from "@effect/vitest"
import { Effect, Exit, Scope } from "effect"
import { CannotListen, listen } from "../../../src/runtimes/node/listen.ts"

const ask = (base: string) => Effect.promise(() => fetch(base))

describe("the address of a service", () => {
  it.live("answers that it is starting until there is somebody to answer, and nothing once its scope has ended", () =>
    Effect.gen(function*() {
      const scope = yield* Scope.make()
      const { answerBy, base } = yield* Scope.provide(listen("127.0.0.1", 0), scope)
      const early = yield* ask(`${base}/health/ready`)
      assert.deepStrictEqual([early.status, early.headers.get("retry-after")], [503, "1"])
      assert.strictEqual(early.headers.get("content-type"), "application/problem+json")
      assert.deepInclude(yield* Effect.promise(() => early.json()), { type: "/problems/starting", status: 503 })
      answerBy(() => new Response("here"))
      assert.strictEqual(yield* Effect.promise(async () => (await fetch(base)).text()), "here")
      yield* Scope.close(scope, Exit.void)
      assert.isTrue(Exit.isFailure(yield* Effect.exit(Effect.tryPromise(() => fetch(base)))))
    }))

  it.live("that is taken, or is not of this machine, is refused by name", () =>
    Effect.gen(function*() {
      const { base } = yield* listen("127.0.0.1", 0)
      const port = Number(new URL(base).port)
      const taken = yield* Effect.flip(listen("127.0.0.1", port))
      assert.deepInclude(taken, { _tag: "CannotListen", code: "EADDRINUSE", port })
      const elsewhere = yield* Effect.flip(listen("192.0.2.1", 0))
      assert.deepInclude(elsewhere, { _tag: "CannotListen", code: "EADDRNOTAVAIL", host: "192.0.2.1" })
    }))

  it.each([
    ["EADDRINUSE", "PORT", "3000"],
    ["EACCES", "PORT", "3000"],
    ["EADDRNOTAVAIL", "HOST", "db.test"],
    ["ENOTFOUND", "HOST", "db.test"],
    ["EAI_AGAIN", "HOST", "db.test"],
    ["EWHATEVER", "HOST, PORT", "EWHATEVER"]
  ])("that fails by %s is told in one line, with the variable, what it holds, and what to do", (code, name, value) => {
    const { message } = new CannotListen({ host: "db.test", port: 3000, code })
    assert.match(message, new RegExp(`^${name}: [^\n]*${value}[^\n]*\\. (Set|Stop) [^\n]*\\.$`))
  })
})
