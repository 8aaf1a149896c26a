/** The page itself. Its references are relative, so it also works below a prefix. */
const html = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>tsa-enrollment: the API</title>
    <link rel="icon" type="image/png" href="docs/favicon.png">
    <link rel="stylesheet" href="docs/swagger-ui.css">
  </head>
  <body>
    <div id="docs"></div>
    <script src="docs/swagger-ui-bundle.js"></script>
    <script src="docs/start.js"></script>
  </body>
</html>
`

/** A separate script, because the page allows none inside itself. The validator is somebody else's service, so none is asked. */
const start = `SwaggerUIBundle({
  url: "openapi.json",
  dom_id: "#docs",
  deepLinking: true,
  validatorUrl: null
})
`

interface Part {
  readonly path: string
  readonly contentType: string
  /** The text of this part, or its file in swagger-ui-dist. */
  readonly text?: string
  readonly file?: string
}

/** Everything that makes up the page. */
export const docsParts: ReadonlyArray<Part> = [
  { path: "/docs", contentType: "text/html; charset=utf-8", text: html },
  { path: "/docs/start.js", contentType: "text/javascript; charset=utf-8", text: start },
  { path: "/docs/swagger-ui-bundle.js", contentType: "text/javascript; charset=utf-8", file: "swagger-ui-bundle.js" },
  { path: "/docs/swagger-ui.css", contentType: "text/css; charset=utf-8", file: "swagger-ui.css" },
  { path: "/docs/favicon.png", contentType: "image/png", file: "favicon-32x32.png" }
]
