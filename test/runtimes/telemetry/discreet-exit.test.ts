import { assert, describe, it } from "@effect/vitest"
import { Cause, Exit } from "effect"
import { StoreUnavailable } from "../../../src/domain/store/unavailable.ts"
import { discreet } from "../../../src/runtimes/telemetry/discreet-exit.ts"

/** Returns what an exporter makes of it. */
const told = (exit: Exit.Exit<unknown, unknown>) =>
  Exit.isSuccess(exit)
    ? []
    : Cause.prettyErrors(exit.cause, { includeCauseInStack: true }).map(({ message, name, stack }) => ({
      name,
      said: `${name} ${message} ${stack}`
    }))

const ofAda = new TypeError("Ada is not a number", { cause: new Error("Ada") })

describe("a failed span", () => {
  it.each([
    ["a defect", Exit.die(ofAda), "TypeError"],
    ["a thrown text", Exit.die("Ada"), "unknown"],
    ["an error of a store", Exit.fail(new StoreUnavailable({ store: "workflow", code: "Ada" })), "StoreUnavailable"]
  ])("that ended with %s says its kind alone", (_, exit, kind) => {
    const [error, ...more] = told(discreet(exit))
    assert.isEmpty(more)
    assert.strictEqual(error?.name, kind)
    assert.notInclude(error?.said ?? "Ada", "Ada")
  })

  it("that was interrupted stays so, and one that went well too", () => {
    for (const exit of [Exit.void, Exit.interrupt(1)]) assert.strictEqual(discreet(exit), exit)
  })
})
