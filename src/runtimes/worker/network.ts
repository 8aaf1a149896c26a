/**
 * Returns the network of an address as Cloudflare writes it: the IPv4 address itself, or the /64 of an IPv6 address. The library that the
 * other runtimes use would be a fiftieth of the Worker.
 */
export const networkOf = (address: string | undefined): string | undefined => {
  if (address === undefined || !address.includes(":")) return address
  const [left = [], right = []] = address.split("::").map((part) => part.split(":").filter((group) => group !== ""))
  const groups = [...left, ...Array.from({ length: 8 - left.length - right.length }, () => "0"), ...right]
  return `${groups.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16)).join(":")}::/64`
}
