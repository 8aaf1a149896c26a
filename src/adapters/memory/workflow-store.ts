import { Layer } from "effect"
import * as Duties from "./duties.ts"
import * as Enrollments from "./enrollments.ts"
import * as Events from "./events.ts"
import * as Idempotency from "./idempotency.ts"
import * as Invitations from "./invitations.ts"
import * as People from "./people.ts"
import * as Reconciliations from "./reconciliations.ts"
import * as Schools from "./schools.ts"
import * as Sessions from "./sessions.ts"
import * as SignInLinks from "./sign-in-links.ts"
import * as WorkflowClock from "./workflow-clock.ts"

/** The ports of the workflow store over one `World`. */
export const layer = Layer.mergeAll(
  Duties.layer,
  Enrollments.layer,
  Events.layer,
  Idempotency.layer,
  Invitations.layer,
  People.layer,
  Reconciliations.layer,
  Schools.layer,
  Sessions.layer,
  SignInLinks.layer,
  WorkflowClock.layer
)
