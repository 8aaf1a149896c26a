import type { Enrollment } from "../../src/domain/enrollment/enrollment.ts"
import type { DomainEvent } from "../../src/domain/history/event.ts"
import type { Exchange } from "./history.ts"

/** One enrollment as it is stored, with everything that was asked about it and all its events, including those still inside it. */
export interface Subject {
  readonly enrollment: Enrollment
  readonly events: ReadonlyArray<DomainEvent>
  readonly exchanges: ReadonlyArray<Exchange>
}
