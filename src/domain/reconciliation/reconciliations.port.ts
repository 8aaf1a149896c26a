import { Context, type Effect, type Option } from "effect"
import type { StaleVersion } from "../store/stale-version.ts"
import type { StoreUnavailable } from "../store/unavailable.ts"
import type { Reconciliation } from "./run.ts"

/** The last comparison of the two stores, one per scope: how far it has come and what it has found, always stored together. */
export class Reconciliations extends Context.Service<Reconciliations, {
  /** Returns the last one of this scope, finished or not, from a consistent read. */
  readonly get: (scope: string) => Effect.Effect<Option.Option<Reconciliation>, StoreUnavailable>
  /** Stores `after` if what is stored is still `before` (by `rev`), or if nothing is stored and `before` is undefined. */
  readonly save: (
    before: Reconciliation | undefined,
    after: Reconciliation
  ) => Effect.Effect<void, StaleVersion | StoreUnavailable>
}>()("tsa/reconciliation/Reconciliations") {}
