import { Schema } from "effect"
import { refuses } from "../words/refusal.ts"

/**
 * A scheme, a name as of the DNS in whatever script, or the four numbers of an address. The full stop of Chinese and Japanese is a dot to
 * the DNS too, but only beside Latin letters it is not the end of a sentence.
 */
const link = /[a-z\d+.-]:\/\/|[\p{L}\p{M}\p{N}_-]\.\p{L}\p{M}*\p{L}|[a-z\d]。[a-z]{2}|\b\d{1,3}(?:\.\d{1,3}){3}\b/iu

/** Whether a mail program may make a link of something in this text. "10.30", "p.m." and "St. Mary's" are none. */
export const holdsLink = (text: string): boolean => link.test(text.replace(/\p{Cf}/gu, "").normalize("NFKC"))

/** For words that go out under the school's name. */
export const withoutLinks = Schema.makeFilter((text: string) => !holdsLink(text), refuses("no_links"))
