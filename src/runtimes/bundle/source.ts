import { build, type Plugin } from "esbuild"
import { readFile } from "node:fs/promises"

const imports = /^import \{([^}]*)\} from "(effect(?:\/\w+)?)"$/gm

/** Returns the same imports, each from its own module. */
export const fromOwnModules = (text: string): string =>
  text.replace(
    imports,
    (_, names: string, from: string) =>
      names.split(",").map((name) => name.trim()).filter((name) => name !== "" && !name.startsWith("type "))
        .map((name) => {
          const [module = "", as = module] = name.split(/ as /)
          return `import * as ${as} from "${from}/${module}"`
        }).join(";")
  )

/** The bundler keeps a namespace that comes through an index file whole: 280 kB of Effect that nothing uses. */
export const ownModules: Plugin = {
  name: "own-modules",
  setup: (bundler) => {
    bundler.onLoad({ filter: /[\\/](src|test)[\\/].*\.ts$/ }, async ({ path }) => ({
      contents: fromOwnModules(await readFile(path, "utf8")),
      loader: "ts"
    }))
    // Only the version is read from the package's description.
    bundler.onLoad({ filter: /[\\/]package\.json$/ }, async ({ path }) => {
      const { version } = JSON.parse(await readFile(path, "utf8")) as { readonly version: string }
      return { contents: JSON.stringify({ version }), loader: "json" }
    })
  }
}

/** Bundles all own sources below this entry into one module. Packages stay imports, for the platform's bundler. */
export const bundleSource = (entry: string, outfile: string) =>
  build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    packages: "external",
    format: "esm",
    target: "es2024",
    sourcemap: true,
    // Otherwise an import of types alone would stay, for its effects.
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: false } },
    plugins: [ownModules],
    logLevel: "warning"
  })
