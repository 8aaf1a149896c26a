import { assert, describe, it } from "@effect/vitest"
import type { Context } from "hono"
import { clientAddressOf, networkOf } from "../../../src/runtimes/settings/client-address.ts"
import { networkOf as networkOnWorkers } from "../../../src/runtimes/worker/network.ts"

const asked = (socket: string | undefined, trusted: ReadonlyArray<string>, forwarded?: string) =>
  clientAddressOf(() => socket, trusted)({ req: { header: () => forwarded } } as unknown as Context)

describe("the network of an address", () => {
  it.each([
    ["192.0.2.7", "192.0.2.7"],
    ["::ffff:192.0.2.7", "192.0.2.7"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:DB8:1:2::", "2001:db8:1:2::/64"],
    ["2001:db8:1:3::6", "2001:db8:1:3::/64"],
    ["::1", "0:0:0:0::/64"],
    ["0300.2.1", undefined],
    ["unknown", undefined],
    [undefined, undefined]
  ])("%s is %s", (address, expected) => {
    assert.strictEqual(networkOf(address), expected)
  })
})

describe("the network of an address that Cloudflare wrote", () => {
  it.each(["192.0.2.7", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::", "2001:db8::3:4:5:6", "2001:DB8:01::6", "::1", "1::"])(
    "is that of the others: %s",
    (address) => {
      assert.strictEqual(networkOnWorkers(address), networkOf(address))
    }
  )

  it("is unknown where it wrote none", () => {
    assert.isUndefined(networkOnWorkers(undefined))
  })
})

describe("where a request came from", () => {
  const proxies = ["10.0.0.0/8", "2001:db8:ffff::/48"]
  it.each<readonly [string, string | undefined, ReadonlyArray<string>, string | undefined, string | undefined]>([
    ["the socket says", "192.0.2.7", [], undefined, "192.0.2.7"],
    ["not what a client writes where no proxy is trusted", "192.0.2.7", [], "198.51.100.1", "192.0.2.7"],
    ["nor where it is no proxy that asks", "192.0.2.7", proxies, "198.51.100.1", "192.0.2.7"],
    ["a trusted proxy says", "10.1.2.3", proxies, "198.51.100.1", "198.51.100.1"],
    ["of IPv6 too", "2001:db8:ffff::1", proxies, "2001:db8:1:2:3::4", "2001:db8:1:2::/64"],
    [
      "the last who is not trusted, whatever the client wrote",
      "10.1.2.3",
      proxies,
      "1.1.1.1, 192.0.2.7, 10.9.9.9",
      "192.0.2.7"
    ],
    ["the proxy itself where it does not say", "10.1.2.3", proxies, undefined, "10.1.2.3"],
    ["the last that can be read", "10.1.2.3", proxies, "192.0.2.7, what?, 10.9.9.9", "10.9.9.9"],
    ["a proxy that listens on IPv6 as well", "::ffff:10.1.2.3", proxies, "198.51.100.1", "198.51.100.1"],
    ["nobody knows", undefined, proxies, "198.51.100.1", undefined]
  ])("%s", (_, socket, trusted, forwarded, expected) => {
    assert.strictEqual(asked(socket, trusted, forwarded), expected)
  })
})
