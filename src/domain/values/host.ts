/** Whether DNS can hold a name of these labels (RFC 1123 §2.1), and its last label is not a number (RFC 3696 §2). */
const isResolvable = (host: string): boolean => {
  const labels = host.split(".")
  return host.length <= 253 && labels.length >= 2 && /\D/.test(labels.at(-1) ?? "") &&
    labels.every((label) => /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(label))
}

/**
 * Returns the host of an address as DNS asks for it: lower case, international names as punycode (UTS 46). Undefined if no DNS can hold it.
 */
export const asciiHost = (host: string): string | undefined => {
  if (/[\p{ASCII}--[a-z0-9.\-]]/v.test(host.toLowerCase())) return undefined
  const url = `http://${host}/`
  const ascii = URL.canParse(url) ? new URL(url).hostname : ""
  return isResolvable(ascii) ? ascii : undefined
}
