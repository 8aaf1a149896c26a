import type { BuildOptions } from "esbuild"
import { fileURLToPath } from "node:url"

/** CommonJS packages call `require` inside a module. */
const banner =
  `import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);`

/**
 * How entries and everything they load become modules for Node: one module with the entry's name, and beside it what is shared or loaded
 * when needed.
 */
export const nodeModule = {
  absWorkingDir: fileURLToPath(new URL("../../..", import.meta.url)),
  bundle: true,
  splitting: true,
  platform: "node",
  target: "node22",
  format: "esm",
  // The AWS SDK and drizzle publish both formats; only modules can be taken apart.
  mainFields: ["module", "main"],
  banner: { js: banner },
  logLevel: "warning"
} as const satisfies BuildOptions
