import type { Limit } from "../../request/limit.ts"

/** Limits the accepted changes by a family to one enrollment. A person who fills in forms never comes near it. */
export const familyChanges: Limit = { name: "family-changes", most: 60, seconds: 60 }
