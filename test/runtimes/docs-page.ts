import { docsHeaders } from "../../src/http/operation/docs.ts"
import type { Send } from "./transcript/play.ts"

const references = /(?:src|href)="([^"]+)"/g

const own = "https://own.test"

const described = async (response: Response) => ({
  status: response.status,
  type: (response.headers.get("content-type") ?? "").toLowerCase(),
  headers: Object.fromEntries(Object.keys(docsHeaders).map((name) => [name, response.headers.get(name)])),
  isEmpty: (await response.arrayBuffer()).byteLength === 0
})

/** Returns what the page and everything it refers to answer, and where it refers to foreign resources or holds a script or style. */
export const docsPageFrom = async (send: Send) => {
  const html = await (await send("/docs", {})).text()
  const urls = [...html.matchAll(references)].map(([, reference = ""]) => new URL(reference, `${own}/docs`))
  const files: Record<string, Awaited<ReturnType<typeof described>>> = {}
  for (const { pathname } of [new URL("/docs", own), ...urls]) {
    files[pathname] = await described(await send(pathname, {}))
  }
  return {
    files,
    foreign: urls.filter(({ origin }) => origin !== own).map(({ href }) => href),
    inline: html.match(/<script>|<style| style=|\bon\w+=/g)
  }
}

const file = (type: string) => ({ status: 200, type, headers: docsHeaders, isEmpty: false })

/** The page as it is served everywhere. */
export const docsPage = {
  files: {
    "/docs": file("text/html; charset=utf-8"),
    "/docs/favicon.png": file("image/png"),
    "/docs/start.js": file("text/javascript; charset=utf-8"),
    "/docs/swagger-ui-bundle.js": file("text/javascript; charset=utf-8"),
    "/docs/swagger-ui.css": file("text/css; charset=utf-8")
  },
  foreign: [],
  inline: null
}
