import { posix } from "node:path"
import { circlesIn } from "./circles.ts"

export interface SourceFile {
  /** Relative to the root of the repository, with forward slashes. */
  readonly path: string
  readonly text: string
}

export interface Violation {
  readonly rule: string
  readonly path: string
  readonly found: string
}

interface Import {
  /** A path relative to the root of the repository, or a package. */
  readonly target: string
  readonly isLocal: boolean
  readonly isTypeOnly: boolean
  readonly isReExport: boolean
}

/** The rooms of the domain. Each imports only itself and those before it. */
const topics = [
  "words",
  "values",
  "secrets",
  "store",
  "mail",
  "outbox",
  "history",
  "people",
  "request",
  "access",
  "school",
  "student",
  "invitation",
  "enrollment",
  "directory",
  "sign-in",
  "provisioning",
  "reconciliation",
  "relay"
]

/** The driver of each adapter, and PostgreSQL's migrations. A new one must be added here, so that it is noticed. */
const drivers: Readonly<Record<string, RegExp>> = {
  dynamodb: /^(@aws-sdk|@smithy|node:(crypto|https?|zlib))(\/|$)/,
  jose: /^(jose|node:crypto)$/,
  mailbox: /^(nodemailer|node:[^/]+)(\/|$)/,
  postgres: /^(drizzle|drizzle-orm|pg|@electric-sql\/pglite|node:[^/]+)(\/|$)/,
  ses: /^aws4fetch$/,
  smtp: /^nodemailer$/,
  "secrets-manager": /^@aws-sdk\/client-secrets-manager$/
}

const statement = new RegExp(
  [
    String.raw`^[ \t]*(?<kind>import|export)\b(?<names>[\w\s*,$]*(?:\{[^{}]*\})?)\s*from\s*["'](?<from>[^"']+)["']`,
    String.raw`^[ \t]*import\s*["'](?<effect>[^"']+)["']`,
    String.raw`\bimport\(\s*["'](?<lazy>[^"']+)["']`
  ].join("|"),
  "gm"
)

/** Returns the text without comments. Slashes inside addresses stay, because they follow a colon. */
const code = (text: string): string => text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "$1")

const isTypeOnly = (names: string): boolean =>
  /^\s*type\s/.test(names) ||
  /^\s*\{[^}]*\}\s*$/.test(names) && names.replace(/[{}]/g, "").split(",").every((name) => /^\s*(type\s|$)/.test(name))

/** Returns everything that a file imports: statically, dynamically, and by exporting from it. */
export const importsOf = ({ path, text }: SourceFile): ReadonlyArray<Import> =>
  [...code(text).matchAll(statement)].map(({ groups = {} }) => {
    const { effect, from, kind, lazy, names = "" } = groups
    const specifier = from ?? effect ?? lazy ?? ""
    const isLocal = specifier.startsWith(".")
    return {
      target: isLocal ? posix.join(posix.dirname(path), specifier) : specifier,
      isLocal,
      isTypeOnly: isTypeOnly(names),
      isReExport: kind === "export"
    }
  })

const partsOf = (path: string) => {
  const [, layer = "", room = "", ...rest] = path.split("/")
  return { layer, room: rest.length === 0 ? "" : room }
}

/** Returns whether a file acts through ports, rather than describing the things that pass through them. */
export const isUseCase = (file: SourceFile): boolean =>
  file.path.startsWith("src/domain/") && !file.path.endsWith(".port.ts") &&
  (/\bEffect\.fn(Untraced)?\b/.test(code(file.text)) ||
    importsOf(file).some(({ isTypeOnly, target }) => target.endsWith(".port.ts") && !isTypeOnly))

const mayImport = ({ path }: SourceFile, { isLocal, target }: Import, useCases: ReadonlySet<string>): boolean => {
  const { layer, room } = partsOf(path)
  const within = (...folders: ReadonlyArray<string>) => isLocal && folders.some((folder) => target.startsWith(folder))
  const fromPackage = (pattern: RegExp) => !isLocal && pattern.test(target)
  if (layer === "domain") return within("src/domain/") || fromPackage(/^effect(\/|$)/)
  if (layer === "http") {
    return within("src/domain/", "src/http/") || fromPackage(/^(effect|hono|zod|@hono\/[^/]+)(\/|$)/)
  }
  if (layer === "runtimes") return true
  if (layer !== "adapters" || room === "") return false
  return within(`src/adapters/${room}/`) || within("src/domain/") && !useCases.has(target) ||
    fromPackage(/^effect(\/|$)/) || drivers[room]?.test(target) === true
}

const isNotAhead = (path: string, target: string): boolean => {
  if (!target.startsWith("src/domain/")) return true
  const [from, to] = [partsOf(path), partsOf(target)].map(({ room }) => topics.indexOf(room))
  return from !== undefined && to !== undefined && to >= 0 && to <= from
}

const importViolations = (files: ReadonlyArray<SourceFile>): ReadonlyArray<Violation> => {
  const useCases = new Set(files.filter(isUseCase).map(({ path }) => path))
  return files.filter(({ path }) => path.startsWith("src/")).flatMap((file) =>
    importsOf(file).flatMap((each) =>
      [
        ...mayImport(file, each, useCases) ? [] : ["layers"],
        ...partsOf(file.path).layer === "domain" && each.isLocal && !isNotAhead(file.path, each.target)
          ? ["topics"]
          : [],
        ...each.isReExport ? ["re-exports"] : []
      ].map((rule) => ({ rule, path: file.path, found: each.target }))
    )
  )
}

const core = /^src\/(domain|adapters|http)\//

/**
 * What only services may provide (time, chance, configuration, a log), and what only the edge may do. A secret must be compared by
 * `sameHash`, whose time does not reveal where it differs.
 */
const words: ReadonlyArray<readonly [rule: string, where: RegExp, word: RegExp]> = [
  ["services", core, /\bDate\.now\b|\bnew Date(?:\(\s*\)|\b(?!\s*\())|\bperformance\.now\b/g],
  ["services", core, /\bMath\.random\b|\bcrypto\.\w+|\bprocess\.env\b|\bconsole\./g],
  ["running", core, /\.run(?:Promise|Fork|Sync|Callback)(?:Exit)?(?:With)?\b/g],
  ["secrets", /^src\//, /[=!]==\s*(?:`[^`\n]*)?\bRedacted\.value\(|\bRedacted\.value\([^()\n]*\)\s*[=!]==/g],
  ["zod", /./, /^[ \t]*import\s+[\w\s,{}$]+\bfrom\s*["']zod["']/gm]
]

const wordViolations = ({ path, text }: SourceFile): ReadonlyArray<Violation> =>
  words.filter(([, where]) => where.test(path)).flatMap(([rule, , word]) =>
    (code(text).match(word) ?? []).map((found) => ({ rule, path, found }))
  )

const nameViolations = ({ path, text }: SourceFile): ReadonlyArray<Violation> => {
  const [folder, name] = [posix.basename(posix.dirname(path)), posix.basename(path)]
  const [stem = ""] = name.split(".")
  const isInSource = path.startsWith("src/")
  const lines = text.split("\n").length - 1
  return [
    ...["index", "utils", "helpers", "types", "common"].includes(stem) ? [{ rule: "names", path, found: stem }] : [],
    ...isInSource && stem.startsWith(`${folder}-`) ? [{ rule: "names", path, found: "its folder's name" }] : [],
    ...!/^[a-z0-9]+(-[a-z0-9]+)*(\.(port|test))?\.ts$/.test(name)
      ? [{ rule: "names", path, found: "not kebab-case" }]
      : [],
    ...isInSource && lines > 150 ? [{ rule: "length", path, found: `${lines} lines` }] : []
  ]
}

/** Imports of types are followed as well: whoever reads one file of a circle has to read them all. */
const circleViolations = (files: ReadonlyArray<SourceFile>): ReadonlyArray<Violation> => {
  const paths = new Set(files.map(({ path }) => path))
  const graph = new Map(files.map((file) =>
    [
      file.path,
      importsOf(file).filter(({ isLocal, target }) => isLocal && paths.has(target)).map(({ target }) => target)
    ] as const
  ))
  return circlesIn(graph).map(([path = "", ...others]) => ({ rule: "circles", path, found: others.join(", ") }))
}

/** A folder with more files than one can survey is really several rooms. */
const mostFiles = 30

const crowdViolations = (files: ReadonlyArray<SourceFile>): ReadonlyArray<Violation> =>
  [...Map.groupBy(files, ({ path }) => posix.dirname(path))]
    .filter(([, inside]) => inside.length > mostFiles)
    .map(([path, inside]) => ({ rule: "crowds", path, found: `${inside.length} files` }))

/** Returns everything that breaks a rule of the house, by rule and file. */
export const violationsOf = (files: ReadonlyArray<SourceFile>): ReadonlyArray<Violation> => [
  ...importViolations(files),
  ...circleViolations(files),
  ...crowdViolations(files),
  ...files.flatMap((file) => [...wordViolations(file), ...nameViolations(file)])
]
