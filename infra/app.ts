import { App } from "aws-cdk-lib"
import { fileURLToPath } from "node:url"
import { EnrollmentStack } from "./enrollment-stack.ts"

const inRoot = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url))

// Writes the template and its assets into a folder: `dist/infra`, or the one that is named.
const app = new App({ outdir: process.argv[2] ?? inRoot("dist/infra"), analyticsReporting: false })
new EnrollmentStack(app, "tsa-enrollment", { bundle: inRoot("dist/lambda") })
app.synth()
