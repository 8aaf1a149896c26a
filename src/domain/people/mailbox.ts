/** The host as DNS knows it; the same text where there is nothing to translate, or it is none. */
const hostOf = (text: string): string => {
  if (/^[\x21-\x7e]*$|[/?#%\\:]/.test(text)) return text
  try {
    return new URL(`http://${text}`).hostname
  } catch {
    return text
  }
}

/** An address as it is compared, however it was spelled and stored: lower case, then NFC, its host in punycode. */
export const mailboxOf = (address: string): string => {
  const folded = address.normalize("NFC").toLowerCase().normalize("NFC")
  const at = folded.lastIndexOf("@")
  return `${folded.slice(0, at)}@${hostOf(folded.slice(at + 1))}`
}

/** Whether an address is one of these. */
export const isMailboxOf = (address: string, addresses: ReadonlyArray<string>): boolean =>
  addresses.some((each) => mailboxOf(each) === mailboxOf(address))

/** Who reads what comes there: `ann+school@` is Ann's. */
export const readerOf = (address: string): string => mailboxOf(address).replace(/(?<=.)\+[^@]*(?=@)/, "")

/** Whether who reads what comes to an address is one of those who read these: whom custody means. */
export const isReadBy = (address: string, addresses: ReadonlyArray<string>): boolean =>
  addresses.some((each) => readerOf(each) === readerOf(address))
