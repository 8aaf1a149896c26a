import { Cause, Exit } from "effect"

const tagOf = (error: unknown): string =>
  typeof error === "object" && error !== null && "_tag" in error
    ? String(error._tag)
    : error instanceof Error
    ? error.name
    : "unknown"

/** Reduces a failure to its kind, in the shape that exporters turn into an exception: messages and stacks may hold values. */
const kindOf = (error: unknown) => Object.assign(new Error(tagOf(error)), { name: tagOf(error), stack: undefined })

/** Returns the same outcome, with only the kind of what went wrong. */
export const discreet = (exit: Exit.Exit<unknown, unknown>): Exit.Exit<unknown, unknown> =>
  Exit.isSuccess(exit) || Cause.hasInterruptsOnly(exit.cause) ? exit : Exit.fail(kindOf(Cause.squash(exit.cause)))
