import { Layer } from "effect"
import * as WorkflowStore from "../../../src/adapters/dynamodb/workflow-store.ts"
import { workflowStore } from "../../contracts/workflow-store.ts"
import * as KeyedHash from "../../fixtures/keyed-hash.ts"
import { startDynalite, startDynoxide } from "./engines.ts"
import { dynamoOn } from "./store.ts"

for (const [name, start] of Object.entries({ dynoxide: startDynoxide, dynalite: startDynalite })) {
  for (const client of ["light", "sdk"] as const) {
    const store = WorkflowStore.layer(new Map()).pipe(Layer.provide([dynamoOn(start, client), KeyedHash.layer]))
    workflowStore(`the workflow store in DynamoDB (${name}, ${client} client)`, store)
  }
}
