import { Layer } from "effect"
import type { Dynamo } from "../adapters/dynamodb/dynamo.ts"
import * as WorkflowStore from "../adapters/dynamodb/workflow-store.ts"
import * as AccessTokens from "../adapters/jose/access-tokens.ts"
import * as Mailbox from "../adapters/mailbox/mailer.ts"
import type { Database } from "../adapters/postgres/database.ts"
import * as StudentRecords from "../adapters/postgres/student-records.ts"
import * as Entropy from "../adapters/webcrypto/entropy.ts"
import * as Seals from "../adapters/webcrypto/seals.ts"
import { PortalUrl } from "../domain/invitation/invitation-token.ts"
import { PeopleSeen } from "../domain/people/authenticate.ts"
import * as Circuit from "../domain/provisioning/circuit.ts"
import { DefaultSchool } from "../domain/school/default-school.ts"
import type { Configuration } from "./configuration.ts"
import { type Keys, mailboxOf } from "./data-folder.ts"

/** Keys of the configuration where it has them, else those of the data folder. */
export const keysInUse = ({ sealKey, signingKey }: Configuration, folder: Keys): Keys => ({
  signing: signingKey ?? folder.signing,
  seal: sealKey ?? folder.seal
})

const secrets = (keys: Keys) => Layer.mergeAll(Entropy.layer, Seals.layer(keys.seal))

/** The tokens that these keys sign and verify. */
export const tokens = ({ tokenAudience: audience, tokenIssuer: issuer }: Configuration, keys: Keys) =>
  AccessTokens.layer({ signing: keys.signing, issuer, audience }).pipe(Layer.provide(Entropy.layer))

/** The workflow store with tokens and seals: all that does not need PostgreSQL. */
export const workflow = (configuration: Configuration, keys: Keys, table: Layer.Layer<Dynamo>) =>
  Layer.mergeAll(tokens(configuration, keys), WorkflowStore.layer(new Map()).pipe(Layer.provide(table))).pipe(
    Layer.provideMerge(secrets(keys))
  )

/** All that the routes and the relay stand on, but for the wake-up, which is the runtime's own. */
export const live = (
  configuration: Configuration,
  keys: Keys,
  table: Layer.Layer<Dynamo>,
  database: Layer.Layer<Database>
) =>
  Layer.mergeAll(
    workflow(configuration, keys, table),
    StudentRecords.layer.pipe(Layer.provideMerge(database)),
    Circuit.layer,
    Mailbox.layer(mailboxOf(configuration.dataDir)),
    Layer.succeed(DefaultSchool, configuration.defaultSchoolId),
    Layer.succeed(PeopleSeen, new Map()),
    Layer.succeed(PortalUrl, configuration.portalUrl)
  )
