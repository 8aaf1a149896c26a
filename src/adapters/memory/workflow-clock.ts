import { Effect, Layer } from "effect"
import { WorkflowClock } from "../../domain/store/workflow-clock.port.ts"

/** One process, one clock. */
export const layer = Layer.succeed(WorkflowClock, WorkflowClock.of({ offsetMs: Effect.succeed(0) }))
