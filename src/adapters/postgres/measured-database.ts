import type { Effect } from "effect"
import { measured } from "../../domain/store/call.ts"
import type { Database } from "./database.ts"
import type { PostgresFailure } from "./failure.ts"

type Measured = <A>(call: Effect.Effect<A, PostgresFailure>) => Effect.Effect<A, PostgresFailure>

/** Returns the same database with each call measured under its statement's name: there are only as many names as the code has. */
export const measuredDatabase = ({ query, transaction }: Database["Service"]): Database["Service"] => {
  const byName = new Map<string, Measured>()
  const under = (name: string): Measured => {
    const known = byName.get(name) ?? measured("student-records", name === "" ? "unnamed" : name)
    byName.set(name, known)
    return known
  }
  return {
    query: (statement) => under(statement.name)(query(statement)),
    transaction: (work, limitMs) => under("transaction")(transaction(work, limitMs))
  }
}
