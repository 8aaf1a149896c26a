import { Layer } from "effect"
import * as WorkflowStore from "../../src/adapters/dynamodb/workflow-store.ts"
import { workflowStore } from "../contracts/workflow-store.ts"
import * as Seals from "../fixtures/seals.ts"
import { startDynalite, startDynoxide } from "./dynamodb-engines.ts"
import { dynamoOn } from "./dynamodb-store.ts"

for (const [name, start] of Object.entries({ dynoxide: startDynoxide, dynalite: startDynalite })) {
  const store = WorkflowStore.layer(new Map()).pipe(Layer.provide([dynamoOn(start), Seals.layer]))
  workflowStore(`the workflow store in DynamoDB (${name})`, store)
}
