import { Result, Schema } from "effect"
import { existsSync, readFileSync } from "node:fs"

const published = new URL("../../../shared/data/edfi/descriptors-ds5.2.json", import.meta.url)

/** Ed-Fi’s code values (Data Standard 5.2), sorted; undefined where its file is not beside the repository. */
export const publishedCodeValues = (descriptor: string): ReadonlyArray<string> | undefined => {
  if (!existsSync(published)) return undefined
  const { descriptors } = JSON.parse(readFileSync(published, "utf8")) as {
    readonly descriptors: Readonly<Record<string, ReadonlyArray<{ readonly codeValue: string }>>>
  }
  return descriptors[descriptor]?.map(({ codeValue }) => codeValue).sort()
}

/** What a text is read as; undefined when it is refused. */
export const reader = <A, I>(schema: Schema.Codec<A, I>) => {
  const decode = Schema.decodeUnknownResult(schema)
  return (text: unknown): A | undefined => Result.getOrUndefined(decode(text))
}

/** All texts of `length` letters. */
export const combinations = (letters: string, length: number): ReadonlyArray<string> =>
  length === 0 ? [""] : combinations(letters, length - 1).flatMap((head) => [...letters].map((letter) => head + letter))
