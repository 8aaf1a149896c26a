import { Base64 } from "effect/encoding"

/** This many characters, of at most four bytes each, fit into one encoded word. */
const perWord = 11

const encodedWords = (text: string): string => {
  const characters = [...text]
  return Array.from({ length: Math.ceil(characters.length / perWord) }, (_, index) => {
    const word = characters.slice(index * perWord, (index + 1) * perWord).join("")
    return `=?UTF-8?B?${Base64.encode(word)}?=`
  }).join(" ")
}

/** Returns name and address for a `From` header (RFC 5322, 2047), whatever the name holds. */
export const senderOf = (name: string, address: string): string =>
  `${/^[\w .,'&()-]+$/.test(name) ? `"${name}"` : encodedWords(name)} <${address}>`
