import { Effect } from "effect"
import type { SchoolScope } from "../people/principal.ts"
import { Schools } from "./schools.port.ts"

/** The ids of these schools: where all are meant, those of the directory. */
export const schoolIds = Effect.fnUntraced(function*(scope: SchoolScope) {
  return scope === "*" ? (yield* (yield* Schools).list).map(({ school_id }) => school_id) : scope
})
