import type { Platform } from "./driver.ts"
import { overFetch } from "./over-fetch.ts"

/** On Cloudflare Workers, which know nothing of AWS: the connection names the credentials. */
export const onWorkers: Platform = {
  open: overFetch,
  credentials: () => () => Promise.reject(Object.assign(new Error(), { name: "CredentialsProviderError" }))
}
