import { Schema } from "effect"
import { refuses } from "../words/refusal.ts"

/**
 * A scheme, a DNS name in any script, or the four numbers of an address. DNS also reads the full stop of Chinese and Japanese as a dot, but
 * it only counts here beside Latin letters, where it does not end a sentence.
 */
const link = /[a-z\d+.-]:\/\/|[\p{L}\p{M}\p{N}_-]\.\p{L}\p{M}*\p{L}|[a-z\d]。[a-z]{2}|\b\d{1,3}(?:\.\d{1,3}){3}\b/iu

/** Whether a mail program may make a link of something in this text. "10.30", "p.m." and "St. Mary's" do not count. */
export const holdsLink = (text: string): boolean => link.test(text.replace(/\p{Cf}/gu, "").normalize("NFKC"))

/** For words that go out under the school's name. */
export const withoutLinks = Schema.makeFilter((text: string) => !holdsLink(text), refuses("no_links"))
