import { Cause, Exit } from "effect"

const tagOf = (error: unknown): string =>
  typeof error === "object" && error !== null && "_tag" in error
    ? String(error._tag)
    : error instanceof Error
    ? error.name
    : "unknown"

/** A failure by its kind alone, in the shape of which exporters make an exception: messages and stacks may hold values. */
const kindOf = (error: unknown) => Object.assign(new Error(tagOf(error)), { name: tagOf(error), stack: undefined })

/** The same outcome, without a word of what went wrong but its kind. */
export const discreet = (exit: Exit.Exit<unknown, unknown>): Exit.Exit<unknown, unknown> =>
  Exit.isSuccess(exit) || Cause.hasInterruptsOnly(exit.cause) ? exit : Exit.fail(kindOf(Cause.squash(exit.cause)))
