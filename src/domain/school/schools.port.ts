import { Context, type Effect, type Option } from "effect"
import type { StoreUnavailable } from "../store/unavailable.ts"
import type { School, SchoolExists } from "./school.ts"

/** The school directory. */
export class Schools extends Context.Service<Schools, {
  /** Returns the school of this id; it may be 60 seconds old. */
  readonly get: (school_id: number) => Effect.Effect<Option.Option<School>, StoreUnavailable>
  /** Returns all schools, by id. */
  readonly list: Effect.Effect<ReadonlyArray<School>, StoreUnavailable>
  readonly add: (school: School) => Effect.Effect<void, SchoolExists | StoreUnavailable>
}>()("tsa/school/Schools") {}
