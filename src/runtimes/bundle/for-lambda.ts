import { build, type Metafile, type Plugin } from "esbuild"
import { rm } from "node:fs/promises"
import { fileURLToPath } from "node:url"
import { nodeModule } from "./node-module.ts"
import { ownModules } from "./source.ts"

/** What packages could load but never load on Lambda. */
const withoutUnused: Plugin = {
  name: "without-unused",
  setup: (bundler) => {
    bundler.onResolve({ filter: /^(\.\/native|pgpass|bowser|@smithy\/core\/event-streams)$/ }, () => ({
      path: fileURLToPath(new URL("absent.ts", import.meta.url))
    }))
  }
}

/**
 * Bundles an entry for Lambda into `folder`: a module with the entry's name, and beside it the modules that are loaded when first needed.
 */
export const bundleForLambda = async (entry: string, folder: string): Promise<Metafile> => {
  await rm(folder, { recursive: true, force: true })
  const { metafile } = await build({
    ...nodeModule,
    entryPoints: [entry],
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    minify: true,
    legalComments: "external",
    alias: {
      "@aws-sdk/credential-provider-node": "./src/runtimes/bundle/environment-credentials.ts",
      "@aws-sdk/endpoint-cache": "./src/runtimes/bundle/no-endpoint-cache.ts"
    },
    plugins: [ownModules, withoutUnused],
    metafile: true
  })
  return metafile
}

const partOf = (path: string): string => {
  const [, scope, name] = /node_modules\/(?:(@[^/]+)\/)?([^/]+)/.exec(path) ?? []
  if (name === undefined) return "this service"
  return scope === "@aws-sdk" || scope === "@smithy" || scope === "@aws" ? "AWS SDK" : scope ?? name
}

const isCode = (path: string): boolean => path.endsWith(".mjs")

/** Returns the bytes of code by origin, largest first. */
export const partsOf = ({ outputs }: Metafile): ReadonlyArray<readonly [part: string, bytes: number]> => {
  const parts = new Map<string, number>()
  for (const [path, { bytesInOutput }] of Object.values(outputs).flatMap(({ inputs }) => Object.entries(inputs))) {
    parts.set(partOf(path), (parts.get(partOf(path)) ?? 0) + bytesInOutput)
  }
  return [...parts].sort(([, a], [, b]) => b - a)
}

/** Returns the bytes of all code, and of the code that is loaded with the entry, before anything is asked for. */
export const bytesOf = ({ outputs }: Metafile, entry: string) => {
  const eager = new Set<string>()
  const load = (path: string): void => {
    if (eager.has(path)) return
    eager.add(path)
    for (const { kind, path: next } of outputs[path]?.imports ?? []) {
      if (kind === "import-statement" && next in outputs) load(next)
    }
  }
  for (const [path, { entryPoint }] of Object.entries(outputs)) if (entryPoint === entry) load(path)
  const sum = (paths: Iterable<string>) => [...paths].reduce((bytes, path) => bytes + (outputs[path]?.bytes ?? 0), 0)
  return { all: sum(Object.keys(outputs).filter(isCode)), eager: sum(eager) }
}
