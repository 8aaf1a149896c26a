import { Result } from "effect"
import type { Problem } from "./problem-wire.ts"

const deepest = 32

/** Refuses whatever is not UTF-8, and skips a byte order mark (RFC 8259, 8.1). */
const utf8 = new TextDecoder("utf-8", { fatal: true })

const isNestedDeeper = (value: unknown): boolean => {
  let level: ReadonlyArray<unknown> = [value]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepest) return true
    level = level.flatMap((each) => typeof each === "object" && each !== null ? Object.values(each) : [])
  }
  return false
}

const membersIn = (value: unknown): number =>
  typeof value !== "object" || value === null ? 0 : Object.values(value).reduce<number>(
    (sum, each) => sum + membersIn(each),
    Array.isArray(value) ? 0 : Object.keys(value).length
  )

/** Each colon outside of a text's strings belongs to a member. Of two members with one name, parsing leaves one. */
const membersNamed = (text: string): number => text.replace(/"(?:[^"\\]|\\.)*"/g, "").split(":").length - 1

export const malformed: Problem = { status: 400, code: "malformed-json" }
const notUtf8: Problem = { status: 400, code: "not-utf-8" }
const nestedTooDeeply: Problem = { status: 400, code: "nested-too-deeply" }
const repeatedName: Problem = { status: 400, code: "repeated-name" }

/** Returns the value that these bytes are JSON for, if everybody who reads them would read the same; else the problem. */
export const readJson = (bytes: ArrayBuffer): Result.Result<unknown, Problem> => {
  const text = Result.try(() => utf8.decode(bytes))
  if (Result.isFailure(text)) return Result.fail(notUtf8)
  const value = Result.try(() => JSON.parse(text.success) as unknown)
  if (Result.isFailure(value)) return Result.fail(malformed)
  if (isNestedDeeper(value.success)) return Result.fail(nestedTooDeeply)
  return membersIn(value.success) === membersNamed(text.success)
    ? Result.succeed(value.success)
    : Result.fail(repeatedName)
}
