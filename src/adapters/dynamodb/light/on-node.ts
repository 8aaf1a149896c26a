import type { Platform } from "./driver.ts"
import { overNode } from "./over-node.ts"
import { platformCredentials } from "./platform-credentials.ts"

/** In a Node process, wherever it runs. */
export const onNode: Platform = { open: overNode, credentials: platformCredentials }
