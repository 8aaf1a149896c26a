import type { Context } from "hono"
import ipaddr from "ipaddr.js"

type Address = ReturnType<typeof ipaddr.process>

const addressOf = (text: string): Address | undefined =>
  ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv6.isValid(text) ? ipaddr.process(text) : undefined

/** What a customer of a network has: one IPv4 address, or the /64 of an IPv6 address. */
const shown = (address: Address): string =>
  address instanceof ipaddr.IPv6
    ? `${address.parts.slice(0, 4).map((part) => part.toString(16)).join(":")}::/64`
    : address.toString()

/** Returns the network of an address. */
export const networkOf = (text: string | undefined): string | undefined => {
  const address = addressOf(text ?? "")
  return address && shown(address)
}

/**
 * Returns where a request came from. `X-Forwarded-For` is read from its end, as far as those who wrote it are trusted; what a client wrote
 * itself comes before that.
 */
export const clientAddressOf = (
  socketAddress: (c: Context) => string | undefined,
  trustedProxies: ReadonlyArray<string>
) => {
  const trusted = trustedProxies.map((each) => ipaddr.parseCIDR(each))
  const isTrusted = (address: Address) =>
    trusted.some(([network, bits]) => network.kind() === address.kind() && address.match(network, bits))
  return (c: Context): string | undefined => {
    let address = addressOf(socketAddress(c) ?? "")
    const hops = trusted.length === 0 ? [] : (c.req.header("x-forwarded-for") ?? "").split(",")
    while (address !== undefined && isTrusted(address)) {
      const before = addressOf(hops.pop()?.trim() ?? "")
      if (before === undefined) break
      address = before
    }
    return address && shown(address)
  }
}
