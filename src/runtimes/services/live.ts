import { Layer } from "effect"
import type { Database } from "../../adapters/postgres/database.ts"
import * as StudentRecords from "../../adapters/postgres/student-records.ts"
import type { Settings } from "../settings/shared.ts"
import type { Kept } from "./kept.ts"
import type { Keys } from "./keys.ts"
import { withoutRecords, type WorkflowPlaces } from "./workflow.ts"

/** What the places to store and send are. */
export interface Places extends WorkflowPlaces {
  readonly database: Layer.Layer<Database>
}

/** All that the routes and the relay stand on, but for the wake-up, which is the runtime's own. */
export const live = (settings: Settings, keys: Keys, { database, ...places }: Places, kept: Kept) =>
  Layer.merge(withoutRecords(settings, keys, places, kept), StudentRecords.layer.pipe(Layer.provideMerge(database)))
