import { LimitReached } from "../../domain/request/limit.ts"
import { makeBuckets } from "./buckets.ts"
import { limitOfSite, siteOf } from "./client-address.ts"

/** Returns a bucket for each network, and a wider one for each /48. */
export const networkBuckets = (name: string, perMinute: number) => {
  const ofNetwork = { name, most: perMinute, seconds: 60, mostOfSite: Math.floor(perMinute / 3 * 10) }
  const ofSite = limitOfSite(ofNetwork)
  const [networks, sites] = [makeBuckets(ofNetwork.most), makeBuckets(ofSite.most)]

  return {
    /** Takes one; if there is none, returns the limit that was reached. What is refused to a network is not taken from its neighbours. */
    take: (network: string): LimitReached | undefined => {
      const wait_seconds = networks.take(network)
      if (wait_seconds > 0) return new LimitReached({ ...ofNetwork, wait_seconds })
      const site = siteOf(network)
      const longer = site === undefined ? 0 : sites.take(site)
      return longer > 0 ? new LimitReached({ ...ofSite, wait_seconds: longer }) : undefined
    },
    giveBack: (network: string) => {
      networks.giveBack(network)
      const site = siteOf(network)
      if (site !== undefined) sites.giveBack(site)
    }
  }
}
