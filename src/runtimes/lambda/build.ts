import { bundleForLambda, bytesOf, partsOf } from "../bundle/for-lambda.ts"

const [entry, folder] = ["src/runtimes/lambda.ts", "dist/lambda"]
const kilobytes = (bytes: number, what: string) => console.log(`${(bytes / 1000).toFixed(1).padStart(8)} kB  ${what}`)

const metafile = await bundleForLambda(entry, folder)
for (const [part, bytes] of partsOf(metafile)) if (bytes >= 1000) kilobytes(bytes, part)
const { all, eager } = bytesOf(metafile, entry)
kilobytes(eager, "loaded at once")
kilobytes(all, `in ${folder}`)
