import type { Context } from "hono"
import type { Language } from "../domain/words/language.ts"

/** Which fields the caller sees. It is part of the tag, since two callers get two representations. */
export type View = "family" | "coach" | "staff" | "operator"

const letters: Record<View, string> = { family: "f", coach: "c", staff: "s", operator: "o" }

/**
 * Returns `"v<version>.<rev>.<view>"`. `rev` is what changes without a version, such as provisioning. Languages other than English are
 * appended.
 */
export const entityTag = (
  { rev, version }: { readonly version: number; readonly rev: number },
  view: View,
  language: Language
): string => `"v${version}.${rev}.${letters[view]}${language === "en" ? "" : `.${language}`}"`

/** Returns the only version on which the caller wants the change decided; undefined if any will do. */
export const expectedVersion = (c: Context): number | undefined => {
  const header = c.req.header("if-match")
  if (header === undefined || header.trim() === "*") return undefined
  const version = /^"v(\d{1,15})(?:\.\d+\.[a-z](?:\.[a-z]{2})?)?"$/.exec(header.trim())?.[1]
  return version === undefined ? -1 : Number(version)
}

/** Whether the caller holds this representation already. */
export const isKnown = (c: Context, tag: string): boolean =>
  (c.req.header("if-none-match") ?? "")
    .split(",")
    .some((known) => known.trim() === "*" || known.trim().replace(/^W\//, "") === tag)
