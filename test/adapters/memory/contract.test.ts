import { Layer } from "effect"
import * as WorkflowStore from "../../../src/adapters/memory/workflow-store.ts"
import * as World from "../../../src/adapters/memory/world.ts"
import { workflowStore } from "../../contracts/workflow-store.ts"

workflowStore("the workflow store in memory", Layer.provide(WorkflowStore.layer, World.layer))
