/** Letters of Latin script that no decomposition leads back to ASCII, in lower case, and what they are read as. */
export const latinLetters: ReadonlyMap<string, string> = new Map(
  `
  ß:ss æ:ae ø:o œ:oe ł:l đ:d ð:d þ:th ı:i ŋ:n ħ:h ŧ:t ĸ:k ƀ:b ɓ:b ƃ:b ƈ:c ɗ:d ɖ:d ƌ:d ƍ:d ə:e ǝ:e ɛ:e ɇ:e ƒ:f ɠ:g
  ǥ:g ɣ:g ƣ:gh ƕ:hv ɨ:i ɩ:i ɉ:j ƙ:k ƚ:l ƛ:l ȴ:l ɯ:m ɲ:n ƞ:n ȵ:n ɔ:o ɵ:o ȣ:ou ƥ:p ɋ:q ȹ:qp ȸ:db ɍ:r ʀ:r ƨ:s ȿ:s
  ʃ:sh ƭ:t ƫ:t ʈ:t ȶ:t ʉ:u ʊ:u ʋ:v ʌ:v ƿ:w ƴ:y ɏ:y ƶ:z ȥ:z ɀ:z ʒ:zh ƹ:zh ƺ:zh ȝ:y ȡ:d ƅ:b ƪ:sh ƽ:s ƾ:ts ȷ:j ⱥ:a
  ȼ:c ⱦ:t
`.trim().split(/\s+/).map((pair) => pair.split(":") as [string, string])
)
