import { readFileSync } from "node:fs"

/** A command in the document, under its heading, with what the comment above it promises. */
export interface Command {
  readonly heading: string
  readonly command: string
  readonly mark: string
  /** Undefined where the document says that it is not run here, and why. */
  readonly exits: ReadonlyArray<number> | undefined
  readonly shows: ReadonlyArray<string>
}

export const operations = readFileSync("docs/operations.md", "utf8")

/** Returns the anchor that a heading has on the web. */
export const anchorOf = (heading: string): string =>
  heading.toLowerCase().replace(/[^\p{L}\p{N}\s-]/gu, "").trim().replaceAll(" ", "-")

export const headingsOf = (document: string) =>
  [...document.matchAll(/^(#{1,6}) (.+)$/gm)].map(([, marks = "", text = ""]) => ({ depth: marks.length, text }))

/** Returns every ```sh block, with the comment right above it. A block without a mark has an empty one. */
export const commandsOf = (document: string): ReadonlyArray<Command> =>
  [...document.matchAll(/(?:<!-- ([^\n]*) -->\n)?```sh[^\n]*\n([\s\S]*?)```/g)].map((match) => {
    const [, mark = "", command = ""] = match
    const before = document.slice(0, match.index)
    const exits = /^run: exit (\d+(?: or \d+)*)/.exec(mark)?.[1]
    return {
      heading: headingsOf(before).at(-1)?.text ?? "",
      command,
      mark,
      exits: exits?.split(" or ").map(Number),
      shows: [...mark.matchAll(/shows "(.*?)"(?=,|$)/g)].map(([, text = ""]) => text)
    }
  })
