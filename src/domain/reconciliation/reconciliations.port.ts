import { Context, type Effect, type Option } from "effect"
import type { StaleVersion } from "../store/stale-version.ts"
import type { StoreUnavailable } from "../store/unavailable.ts"
import type { Reconciliation } from "./run.ts"

/** The last comparison of the two stores, one per scope: how far it has come and what it has found, always together. */
export class Reconciliations extends Context.Service<Reconciliations, {
  /** The last one of this scope, finished or not, read consistently. */
  readonly get: (scope: string) => Effect.Effect<Option.Option<Reconciliation>, StoreUnavailable>
  /** Stores `after` on the condition that what stands is still `before` (by `rev`), or nothing where that is undefined. */
  readonly save: (
    before: Reconciliation | undefined,
    after: Reconciliation
  ) => Effect.Effect<void, StaleVersion | StoreUnavailable>
}>()("tsa/reconciliation/Reconciliations") {}
