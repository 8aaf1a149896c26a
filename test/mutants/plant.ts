import { registerHooks } from "node:module"
import { mutants } from "./all.ts"

const mutant = mutants.find(({ name }) => name === process.env["MUTANT"])
if (mutant === undefined) throw new Error("MUTANT names none of the mutants")

/** Returns the file as the mutant wants it. When the code moves on, its mutant must move along. */
const withMutant = (source: string): string =>
  mutant.edits.reduce((text, [sound, broken]) => {
    if (text.split(sound).length !== 2) throw new Error(`${mutant.file} no longer holds the text of: ${mutant.name}`)
    return text.replace(sound, () => broken)
  }, source)

registerHooks({
  load: (url, context, nextLoad) => {
    const loaded = nextLoad(url, context)
    return url.endsWith(`/${mutant.file}`) ? { ...loaded, source: withMutant(String(loaded.source)) } : loaded
  }
})
