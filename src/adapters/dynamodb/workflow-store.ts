import { Layer } from "effect"
import * as Outbox from "./index/outbox.ts"
import * as Counters from "./items/counters.ts"
import * as Enrollments from "./items/enrollments.ts"
import * as Events from "./items/events.ts"
import * as Idempotency from "./items/idempotency.ts"
import * as Identities from "./items/identities.ts"
import * as Invitations from "./items/invitations.ts"
import * as NotBefore from "./items/not-before.ts"
import * as People from "./items/people.ts"
import * as Reconciliations from "./items/reconciliations.ts"
import * as Schools from "./items/schools.ts"
import * as Sessions from "./items/sessions.ts"
import * as SignInLinks from "./items/sign-in-links.ts"
import * as WorkflowClock from "./workflow-clock.ts"

/** The ports of the workflow store. Needs `Dynamo` and `KeyedHash`; the cache outlives layers built per request. */
export const layer = (schoolCache: Schools.SchoolCache) =>
  Layer.mergeAll(
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
    Schools.layer(schoolCache),
    Sessions.layer,
    SignInLinks.layer,
    WorkflowClock.layer
  )
