import { Layer, Logger, Redacted } from "effect"
import * as WorkflowStore from "../../../src/adapters/dynamodb/workflow-store.ts"
import * as Mailer from "../../../src/adapters/memory/mailer.ts"
import * as StudentRecords from "../../../src/adapters/memory/student-records.ts"
import * as World from "../../../src/adapters/memory/world.ts"
import * as KeyedHash from "../../../src/adapters/webcrypto/keyed-hash.ts"
import * as SecureRandom from "../../../src/adapters/webcrypto/secure-random.ts"
import { PortalUrl } from "../../../src/domain/invitation/invitation-token.ts"
import * as Circuit from "../../../src/domain/provisioning/circuit.ts"
import type { startDynoxide } from "./engines.ts"
import { dynamoOn } from "./store.ts"

/** Everything that a relay depends on, with its workflow store in this engine and the rest in memory. */
export const relayOn = (start: typeof startDynoxide) =>
  Layer.mergeAll(
    WorkflowStore.layer(new Map()).pipe(Layer.provideMerge(dynamoOn(start))),
    StudentRecords.layer,
    Mailer.layer,
    SecureRandom.layer,
    Circuit.layer,
    Layer.succeed(PortalUrl, "https://portal.example.test"),
    Logger.layer([])
  ).pipe(Layer.provideMerge(Layer.mergeAll(World.layer, KeyedHash.layer(Redacted.make("k".repeat(43))))))
