import { Result } from "effect"
import ipaddr from "ipaddr.js"
import type { Reader } from "./environment.ts"
import type { Read } from "./readers.ts"

/** Networks as CIDR, separated by commas. */
const networks: Read<ReadonlyArray<string>> = (value) => {
  const all = value.split(",").map((each) => each.trim()).filter((each) => each !== "")
  return all.every((each) => ipaddr.isValidCIDR(each))
    ? Result.succeed(all)
    : Result.fail("must be networks, separated by commas, like 10.0.0.0/8")
}

/** Reads the networks of the proxies whose `X-Forwarded-For` is trusted. */
export const readTrustedProxies = ({ withDefault }: Reader) => withDefault("TRUSTED_PROXIES", networks, [])
