import type { Platform } from "./driver.ts"
import { overFetch } from "./over-fetch.ts"

/** For Cloudflare Workers, which know nothing of AWS: the connection must name the credentials. */
export const onWorkers: Platform = {
  open: overFetch,
  credentials: () => () => Promise.reject(Object.assign(new Error(), { name: "CredentialsProviderError" }))
}
