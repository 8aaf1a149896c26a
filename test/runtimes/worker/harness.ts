import { experimental_readRawConfig } from "wrangler"
import { createTestHarness } from "wrangler"
import { bundleSource } from "../../../src/runtimes/bundle/source.ts"
import { writeDocsAssets } from "../../../src/runtimes/docs/assets.ts"
import type { WakeUpQueue } from "../../../src/runtimes/worker/platform.ts"

const sources = "dist/test-worker"

/** Hyperdrive's stand-in insists on a password, even where the server asks for none. */
const withPassword = (url: string): string => {
  const result = new URL(url)
  result.password ||= "none"
  return result.href
}

/**
 * Starts the Worker in workerd, as `wrangler.toml` describes it, on these stores. `DATABASE_URL` becomes its Hyperdrive binding, everything
 * else becomes variables.
 */
export const startWorker = async (
  { environment }: { readonly environment: Readonly<Record<string, string>> }
) => {
  const { DATABASE_URL, ...vars } = environment
  await Promise.all([
    bundleSource("test/runtimes/worker/droppable.ts", `${sources}/worker.js`),
    writeDocsAssets(`${sources}/docs`)
  ])
  const { build: _, env: __, ...config } = experimental_readRawConfig({ config: "wrangler.toml" }).rawConfig
  const server = createTestHarness({
    workers: [{
      config: {
        ...config,
        main: `${sources}/worker.js`,
        assets: { directory: `${sources}/docs` },
        vars,
        hyperdrive: [{
          binding: "HYPERDRIVE",
          id: "0".repeat(32),
          localConnectionString: withPassword(DATABASE_URL ?? "")
        }]
      }
    }]
  })
  const { url } = await server.listen()
  const base = url.href.replace(/\/$/, "")
  return {
    base,
    /** Sets whether wake-ups are lost from now on. */
    dropWakeUps: async (isDropping: boolean) => {
      await fetch(`${base}/?test-drop-wake-ups=${isDropping}`)
    },
    /** Does what the platform does every minute. */
    sweep: async () => {
      const { outcome } = await server.getWorker().scheduled({ cron: "* * * * *", scheduledTime: new Date() })
      return outcome
    },
    /** The queue, as a producer sees it. */
    wakeUps: async () => (await server.getWorker<{ readonly WAKE_UPS: WakeUpQueue }>().getEnv()).WAKE_UPS,
    logs: () => server.getLogs().map(({ message }) => message),
    stop: () => server.close()
  }
}
export type RunningWorker = Awaited<ReturnType<typeof startWorker>>
