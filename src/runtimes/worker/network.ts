/**
 * The network of an address as Cloudflare writes it: an address of IPv4, the /64 of one of IPv6. The library that the other runtimes use
 * would be a fiftieth of the Worker.
 */
export const networkOf = (address: string | undefined): string | undefined => {
  if (address === undefined || !address.includes(":")) return address
  const [left = [], right = []] = address.split("::").map((part) => part.split(":").filter((group) => group !== ""))
  const groups = [...left, ...Array.from({ length: 8 - left.length - right.length }, () => "0"), ...right]
  return `${groups.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16)).join(":")}::/64`
}
