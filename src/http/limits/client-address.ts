import { Context, Effect } from "effect"
import { type Limit, withinLimit } from "../../domain/request/limit.ts"

/**
 * The network that a request came from, as the runtime tells it: an IPv4 address, the `…::/64` of an IPv6 address, or one value for all
 * callers whose network cannot be told.
 */
export const ClientAddress = Context.Reference<string>("tsa/http/ClientAddress", { defaultValue: () => "unknown" })

/** A limit for a network, and for the /48 that it may be in. */
export interface NetworkLimit extends Limit {
  readonly mostOfSite: number
}

/** Returns the /48 around an IPv6 network. A customer may have one, and with it 65,536 networks. */
export const siteOf = (network: string): string | undefined => {
  const prefix = /^(\w+:\w+:\w+):\w+::\/64$/.exec(network)?.[1]
  return prefix && `${prefix}::/48`
}

/** Returns the limit for the /48 that a network is in. */
export const limitOfSite = ({ mostOfSite, name, seconds }: NetworkLimit): Limit => ({
  name: `${name}-48`,
  most: mostOfSite,
  seconds
})

/**
 * Counts one more for the caller, who is known by nothing but the network. What is refused to a network is not counted for its neighbours.
 */
export const withinNetworkLimit = Effect.fnUntraced(function*(limit: NetworkLimit) {
  const network = yield* ClientAddress
  yield* withinLimit(limit, network)
  const site = siteOf(network)
  if (site !== undefined) yield* withinLimit(limitOfSite(limit), site)
})
