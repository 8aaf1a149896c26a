import { Layer } from "effect"
import * as Counters from "./counters.ts"
import * as Enrollments from "./enrollments.ts"
import * as Events from "./events.ts"
import * as Idempotency from "./idempotency.ts"
import * as Identities from "./identities.ts"
import * as Invitations from "./invitations.ts"
import * as NotBefore from "./not-before.ts"
import * as Outbox from "./outbox.ts"
import * as People from "./people.ts"
import * as Reconciliations from "./reconciliations.ts"
import * as Schools from "./schools.ts"
import * as Sessions from "./sessions.ts"
import * as SignInLinks from "./sign-in-links.ts"
import * as WorkflowClock from "./workflow-clock.ts"

/** The ports of the workflow store over one `World`. */
export const layer = Layer.mergeAll(
  Counters.layer,
  Outbox.layer,
  Enrollments.layer,
  Events.layer,
  Identities.layer,
  Idempotency.layer,
  Invitations.layer,
  NotBefore.layer,
  People.layer,
  Reconciliations.layer,
  Schools.layer,
  Sessions.layer,
  SignInLinks.layer,
  WorkflowClock.layer
)
