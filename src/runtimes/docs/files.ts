import { readFile } from "node:fs/promises"
import { fileURLToPath } from "node:url"
import type { DocsFile, DocsFiles } from "../../http/operation/docs.ts"
import { docsParts } from "./page.ts"

const folder = new URL(".", import.meta.resolve("swagger-ui-dist/package.json"))

/** The docs page from the installed packages. A file is read only when it is asked for. */
export const docsFiles: DocsFiles = new Map(
  docsParts.map(({ contentType, file, path, text }) => [
    path,
    async (): Promise<DocsFile> => ({
      body: file === undefined ? text ?? "" : new Uint8Array(await readFile(fileURLToPath(new URL(file, folder)))),
      contentType
    })
  ])
)
