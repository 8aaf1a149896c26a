import { Layer } from "effect"
import type { Dynamo } from "../adapters/dynamodb/dynamo.ts"
import * as WorkflowStore from "../adapters/dynamodb/workflow-store.ts"
import * as AccessTokens from "../adapters/jose/access-tokens.ts"
import * as Entropy from "../adapters/webcrypto/entropy.ts"
import * as Envelopes from "../adapters/webcrypto/envelopes.ts"
import * as Seals from "../adapters/webcrypto/seals.ts"
import { PortalUrl } from "../domain/invitation/invitation-token.ts"
import type { Mailer } from "../domain/invitation/mailer.port.ts"
import { PeopleSeen, SessionsSeen } from "../domain/people/authenticate.ts"
import * as Circuit from "../domain/provisioning/circuit.ts"
import { DefaultSchool } from "../domain/school/default-school.ts"
import type { Kept } from "./kept.ts"
import type { Keys } from "./keys.ts"
import type { Settings } from "./settings.ts"

const secrets = (keys: Keys) => Layer.mergeAll(Entropy.layer, Envelopes.layer, Seals.layer(keys.seal))

/** The tokens that these keys sign and verify. */
export const tokens = (
  { tokenAudience: audience, tokenIssuer: issuer, verifyingKeys: verifying }: Settings,
  keys: Keys
) => AccessTokens.layer({ signing: keys.signing, verifying, issuer, audience }).pipe(Layer.provide(Entropy.layer))

/** The workflow store with tokens and seals. */
export const workflow = (settings: Settings, keys: Keys, table: Layer.Layer<Dynamo>, kept: Kept) =>
  Layer.mergeAll(tokens(settings, keys), WorkflowStore.layer(kept.schools).pipe(Layer.provide(table))).pipe(
    Layer.provideMerge(secrets(keys))
  )

/** Where what is not a student record is stored and sent. */
export interface WorkflowPlaces {
  readonly table: Layer.Layer<Dynamo>
  readonly mailer: Layer.Layer<Mailer>
}

/** All that the routes and the relay stand on, but for the student records and the wake-up. Loads no driver of PostgreSQL. */
export const withoutRecords = (settings: Settings, keys: Keys, { mailer, table }: WorkflowPlaces, kept: Kept) =>
  Layer.mergeAll(
    workflow(settings, keys, table, kept),
    Circuit.layerOf(kept.circuit),
    mailer,
    Layer.succeed(DefaultSchool, settings.defaultSchoolId),
    Layer.succeed(PeopleSeen, kept.people),
    Layer.succeed(SessionsSeen, kept.sessions),
    Layer.succeed(PortalUrl, settings.portalUrl)
  )
