import { registerHooks } from "node:module"
import { bugs } from "./bugs.ts"

const bug = bugs.find(({ name }) => name === process.env["BUG"])
if (bug === undefined) throw new Error("BUG names none of the deliberate bugs")

/** The file as the bug wants it. Code that moved on must take its bug along. */
const withBug = (source: string): string =>
  bug.edits.reduce((text, [sound, broken]) => {
    if (text.split(sound).length !== 2) throw new Error(`${bug.file} no longer holds the text of: ${bug.name}`)
    return text.replace(sound, () => broken)
  }, source)

registerHooks({
  load: (url, context, nextLoad) => {
    const loaded = nextLoad(url, context)
    return url.endsWith(`/${bug.file}`) ? { ...loaded, source: withBug(String(loaded.source)) } : loaded
  }
})
