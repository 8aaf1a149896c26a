export interface Advisory {
  readonly name: string
  /** The first version without the problem, one per release line, the highest last. Anything newer than all of them is good. */
  readonly fixed: ReadonlyArray<string>
  readonly id: string
  readonly why: string
  /** Where the lock may hold an older version, and why that is not a vulnerability there. */
  readonly except?: { readonly path: string; readonly because: string }
}

/** Problems that must not return with a downgrade, or with a package that brings an old copy along. */
export const advisories: ReadonlyArray<Advisory> = [
  { name: "hono", fixed: ["4.9.6"], id: "CVE-2025-58362", why: "paths are parsed differently from a proxy before it" },
  {
    name: "hono",
    fixed: ["4.9.7"],
    id: "CVE-2025-59139",
    why: "both length and encoding: the limit of bodies is passed"
  },
  { name: "hono", fixed: ["4.12.16"], id: "GHSA-9vqf-7f2p-gf9v", why: "chunked bodies pass the limit of bodies" },
  { name: "hono", fixed: ["4.12.25"], id: "CVE-2026-54288", why: "on Lambda an understated length passes the limit" },
  { name: "@hono/node-server", fixed: ["1.10.1"], id: "CVE-2024-32652", why: "a bad Host header ends the process" },
  { name: "@hono/node-server", fixed: ["1.19.13"], id: "GHSA-92pp-h63x-v22m", why: "repeated slashes pass middleware" },
  { name: "jose", fixed: ["2.0.7", "4.15.5"], id: "CVE-2024-28176", why: "a small encrypted token unpacks to much" },
  { name: "jose", fixed: ["2.0.6", "4.9.2"], id: "CVE-2022-36083", why: "a token chooses how long its key is derived" },
  { name: "zod", fixed: ["3.22.3"], id: "CVE-2023-4316", why: "addresses that take for ever to check" },
  { name: "pg", fixed: ["7.1.2"], id: "CVE-2017-16082", why: "column names run as code" },
  { name: "drizzle-orm", fixed: ["0.45.2"], id: "CVE-2026-39356", why: "identifiers are not escaped: SQL injection" },
  {
    name: "nodemailer",
    fixed: ["7.0.7"],
    id: "CVE-2025-13033",
    why: "a quoted local part sends the mail to another domain"
  },
  { name: "nodemailer", fixed: ["8.0.5"], id: "GHSA-vvjj-xcjg-gr5g", why: "line breaks become SMTP commands" },
  { name: "nodemailer", fixed: ["9.0.1"], id: "GHSA-p6gq-j5cr-w38f", why: "raw messages read files and URLs" },
  { name: "swagger-ui-dist", fixed: ["4.1.3"], id: "CVE-2021-46708", why: "a URL shows another's document" },
  { name: "async", fixed: ["2.6.4", "3.2.2"], id: "CVE-2021-43138", why: "prototype pollution (dynalite brings it)" },
  {
    name: "minimist",
    fixed: ["0.2.4", "1.2.6"],
    id: "CVE-2021-44906",
    why: "prototype pollution (dynalite brings it)"
  },
  {
    name: "esbuild",
    fixed: ["0.25.0"],
    id: "GHSA-67mh-4wv8-2f99",
    why: "any web site reads from its development server",
    except: {
      path: "node_modules/@esbuild-kit/core-utils/node_modules/esbuild",
      because: "drizzle-kit translates its configuration with it, and starts no server"
    }
  },
  {
    name: "vite",
    fixed: ["5.4.21", "6.4.1", "7.1.11"],
    id: "CVE-2025-62522",
    why: "files that are denied are served on Windows"
  },
  {
    name: "vite",
    fixed: ["7.3.5", "8.0.16"],
    id: "GHSA-fx2h-pf6j-xcff",
    why: "the same, by other spellings of a path"
  },
  {
    name: "vitest",
    fixed: ["1.6.1", "2.1.9", "3.0.5"],
    id: "CVE-2025-24964",
    why: "any web site runs code through its API"
  },
  {
    name: "undici",
    fixed: ["5.28.5", "6.21.1", "7.2.3"],
    id: "CVE-2025-22150",
    why: "boundaries of forms can be guessed (miniflare brings it)"
  },
  {
    name: "ws",
    fixed: ["5.2.4", "6.2.3", "7.5.10", "8.17.1"],
    id: "CVE-2024-37890",
    why: "many headers end the process (miniflare brings it)"
  },
  {
    name: "ws",
    fixed: ["8.21.0"],
    id: "GHSA-96hv-2xvq-fx4p",
    why: "tiny fragments fill the memory (miniflare brings it)"
  },
  { name: "path-to-regexp", fixed: ["6.3.0", "8.0.0"], id: "CVE-2024-45296", why: "paths that take for ever to match" },
  { name: "postcss", fixed: ["8.4.31"], id: "CVE-2023-44270", why: "comments are read as code (vite brings it)" },
  { name: "nanoid", fixed: ["3.3.8", "5.0.9"], id: "CVE-2024-55565", why: "ids can be guessed (vite brings it)" },
  { name: "cookie", fixed: ["0.7.0"], id: "CVE-2024-47764", why: "names of cookies smuggle attributes" },
  {
    name: "semver",
    fixed: ["5.7.2", "6.3.1", "7.5.2"],
    id: "CVE-2022-25883",
    why: "ranges that take for ever to read"
  },
  { name: "yaml", fixed: ["2.2.2"], id: "CVE-2023-2251", why: "some documents end the process" },
  { name: "ajv", fixed: ["6.12.3"], id: "CVE-2020-15366", why: "a schema runs code" }
]
