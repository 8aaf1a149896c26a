import { asciiHost } from "./host.ts"

/** An address as it is compared, however it was spelled and stored: lower case, then NFC, its host in punycode. */
export const mailboxOf = (address: string): string => {
  const folded = address.normalize("NFC").toLowerCase().normalize("NFC")
  const at = folded.lastIndexOf("@")
  const host = folded.slice(at + 1)
  return `${folded.slice(0, at)}@${asciiHost(host) ?? host}`
}

/** Whether an address is one of these. */
export const isMailboxOf = (address: string, addresses: ReadonlyArray<string>): boolean =>
  addresses.some((each) => mailboxOf(each) === mailboxOf(address))

/** Who reads what comes there: `ann+school@` is Ann's. */
export const readerOf = (address: string): string => mailboxOf(address).replace(/(?<=.)\+[^@]*(?=@)/, "")

/** Whether who reads what comes to an address is one of those who read these: whom custody means. */
export const isReadBy = (address: string, addresses: ReadonlyArray<string>): boolean =>
  addresses.some((each) => readerOf(each) === readerOf(address))
