import { Layer } from "effect"
import type { Dynamo } from "../../adapters/dynamodb/dynamo.ts"
import * as WorkflowStore from "../../adapters/dynamodb/workflow-store.ts"
import * as AccessTokens from "../../adapters/jose/access-tokens.ts"
import * as IdentityTokens from "../../adapters/jose/identity-tokens.ts"
import * as Encryption from "../../adapters/webcrypto/encryption.ts"
import * as KeyedHash from "../../adapters/webcrypto/keyed-hash.ts"
import * as SecureRandom from "../../adapters/webcrypto/secure-random.ts"
import { PeopleSeen, SessionsSeen } from "../../domain/access/authenticate.ts"
import { NotBeforeSeen } from "../../domain/access/not-before.ts"
import { PortalUrl } from "../../domain/invitation/invitation-token.ts"
import type { Mailer } from "../../domain/mail/mailer.port.ts"
import * as Circuit from "../../domain/provisioning/circuit.ts"
import { DefaultSchool } from "../../domain/school/default-school.ts"
import type { Settings } from "../settings/shared.ts"
import type { Kept } from "./kept.ts"
import type { Keys } from "./keys.ts"

const secrets = (keys: Keys) => Layer.mergeAll(SecureRandom.layer, Encryption.layer, KeyedHash.layer(keys.hashing))

/** Issues and verifies tokens with these keys. */
export const tokens = (
  { tokenAudience: audience, tokenIssuer: issuer, verifyingKeys: verifying }: Settings,
  keys: Keys,
  { signatures }: Pick<Kept, "signatures"> = { signatures: new Map() }
) =>
  AccessTokens.layer(
    { signing: keys.signing, verifying: [...verifying, ...keys.verifying ?? []], issuer, audience },
    signatures
  ).pipe(Layer.provide(SecureRandom.layer))

/** The workflow store with tokens and keyed hashes. */
export const workflow = (settings: Settings, keys: Keys, table: Layer.Layer<Dynamo>, kept: Kept) =>
  Layer.mergeAll(tokens(settings, keys, kept), WorkflowStore.layer(kept.schools).pipe(Layer.provide(table))).pipe(
    Layer.provideMerge(secrets(keys))
  )

/** Where everything but student records is stored and sent. */
export interface WorkflowPlaces {
  readonly table: Layer.Layer<Dynamo>
  readonly mailer: Layer.Layer<Mailer>
}

/** Everything that the routes and the relay depend on, except the student records and the wake-up. Loads no PostgreSQL driver. */
export const withoutRecords = (settings: Settings, keys: Keys, { mailer, table }: WorkflowPlaces, kept: Kept) =>
  Layer.mergeAll(
    workflow(settings, keys, table, kept),
    IdentityTokens.layer(settings.oidcIssuers, kept.issuers),
    Circuit.layerOf(kept.circuit),
    mailer,
    Layer.succeed(DefaultSchool, settings.defaultSchoolId),
    Layer.succeed(PeopleSeen, kept.people),
    Layer.succeed(SessionsSeen, kept.sessions),
    Layer.succeed(NotBeforeSeen, kept.notBefore),
    Layer.succeed(PortalUrl, settings.portalUrl)
  )
