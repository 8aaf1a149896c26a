import { Layer } from "effect"
import type { Database } from "../../adapters/postgres/database.ts"
import * as StudentRecords from "../../adapters/postgres/student-records.ts"
import type { Settings } from "../settings/shared.ts"
import type { Kept } from "./kept.ts"
import type { Keys } from "./keys.ts"
import { withoutRecords, type WorkflowPlaces } from "./workflow.ts"

/** The places to store data and to send mail. */
export interface Places extends WorkflowPlaces {
  readonly database: Layer.Layer<Database>
}

/** Everything that the routes and the relay depend on, except the wake-up, which belongs to the runtime. */
export const live = (settings: Settings, keys: Keys, { database, ...places }: Places, kept: Kept) =>
  Layer.merge(withoutRecords(settings, keys, places, kept), StudentRecords.layer.pipe(Layer.provideMerge(database)))
