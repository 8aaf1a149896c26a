import { Effect } from "effect"
import { StoreUnavailable } from "../store/unavailable.ts"
import { Circuit } from "./circuit.ts"

/** Asks PostgreSQL if the circuit allows it. While PostgreSQL is away, one call per interval tries it and all others fail at once. */
export const throughCircuit = Effect.fnUntraced(
  function*<A, R>(ask: Effect.Effect<A, StoreUnavailable, R>) {
    const circuit = yield* Circuit
    if (!(yield* circuit.admit)) return yield* new StoreUnavailable({ store: "student-records", code: "away" })
    return yield* ask.pipe(Effect.tap(circuit.succeeded), Effect.tapError(() => circuit.failed))
  }
)
