import { Effect, Layer } from "effect"
import { WorkflowClock } from "../../domain/store/workflow-clock.port.ts"
import { Dynamo } from "./dynamo.ts"

/** DynamoDB's clock, as its answers tell it. No call is made for it. */
export const layer = Layer.effect(
  WorkflowClock,
  Effect.map(Dynamo, ({ clockOffsetMs }) => WorkflowClock.of({ offsetMs: clockOffsetMs }))
)
