import { createReadStream } from "node:fs"
import { readdir } from "node:fs/promises"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { tells } from "./personal.ts"

/** Returns the lines that reveal something, by their file, and how many lines there are. */
export const scan = async (folder: string) => {
  const telling: Array<{ readonly file: string; readonly line: string }> = []
  let lines = 0
  for (const file of await readdir(folder)) {
    for await (const line of createInterface({ input: createReadStream(join(folder, file)) })) {
      lines++
      if (tells(line)) telling.push({ file, line })
    }
  }
  return { lines, telling }
}
