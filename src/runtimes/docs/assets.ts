import { mkdir, rm, writeFile } from "node:fs/promises"
import { dirname, join } from "node:path"
import { docsHeaders } from "../../http/operation/docs.ts"
import { docsFiles } from "./files.ts"

/** Writes the docs page as static assets of the Worker. A `_headers` file gives them the headers that they have elsewhere. */
export const writeDocsAssets = async (folder: string): Promise<void> => {
  await rm(folder, { recursive: true, force: true })
  for (const [path, read] of docsFiles) {
    const target = join(folder, path === "/docs" ? "docs.html" : path)
    await mkdir(dirname(target), { recursive: true })
    await writeFile(target, (await read()).body)
  }
  const lines = Object.entries(docsHeaders).map(([name, value]) => `  ${name}: ${value}`)
  await writeFile(join(folder, "_headers"), ["/docs", ...lines, "/docs/*", ...lines, ""].join("\n"))
}
