import type { Platform } from "./driver.ts"
import { overNode } from "./over-node.ts"
import { platformCredentials } from "./platform-credentials.ts"

/** For a Node process, wherever it runs. */
export const onNode: Platform = { open: overNode, credentials: platformCredentials }
