import { asciiHost } from "./host.ts"

/** Returns an address as it is compared, however it was spelled and stored: lower case, then NFC, its host in punycode. */
export const mailboxOf = (address: string): string => {
  const folded = address.normalize("NFC").toLowerCase().normalize("NFC")
  const at = folded.lastIndexOf("@")
  const host = folded.slice(at + 1)
  return `${folded.slice(0, at)}@${asciiHost(host) ?? host}`
}

/** Whether an address is one of these. */
export const isMailboxOf = (address: string, addresses: ReadonlyArray<string>): boolean =>
  addresses.some((each) => mailboxOf(each) === mailboxOf(address))

/** Returns the address of whoever reads what comes there: `ann+school@` is Ann's. */
export const readerOf = (address: string): string => mailboxOf(address).replace(/(?<=.)\+[^@]*(?=@)/, "")

/** Whether the reader of an address is also the reader of one of these. That is whom custody means. */
export const isReadBy = (address: string, addresses: ReadonlyArray<string>): boolean =>
  addresses.some((each) => readerOf(each) === readerOf(address))
