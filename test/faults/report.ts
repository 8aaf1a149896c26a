import { appendFileSync } from "node:fs"
import { isSmoke } from "../history/sizes.ts"
import { seed } from "./chance.ts"

type Figures = Readonly<Record<string, number | string>>

/** Returns the q-th quantile of some milliseconds, rounded. */
export const quantile = (values: ReadonlyArray<number>, q: number): number =>
  Math.round(
    values.toSorted((one, other) => one - other)[Math.min(values.length - 1, Math.floor(values.length * q))] ?? 0
  )

/** Returns p50, p99 and the slowest of some answers. */
export const latencies = (steps: ReadonlyArray<{ readonly ms: number }>) => {
  const all = steps.map(({ ms }) => ms)
  return { answers: all.length, p50_ms: quantile(all, 0.5), p99_ms: quantile(all, 0.99), max_ms: quantile(all, 1) }
}

/** Prints the result of a fault. The long run collects the same lines for its summary. */
export const report = (fault: string, figures: Figures): void => {
  const line = `${fault}: ${
    Object.entries(figures).map(([name, value]) => `${value} ${name.replaceAll("_", " ")}`).join(", ")
  }`
  const path = process.env["FAULTS_REPORT"]
  if (path !== undefined) appendFileSync(path, `${line}\n`)
  console.log(line)
}

/** Returns the line that plays this again. */
export const replay = (file: string): string =>
  `SEED=${seed}${
    process.env["FAULTS"] === undefined ? "" : ` FAULTS=${process.env["FAULTS"]}`
  } npx vitest run --project ${isSmoke ? "stores" : "full"} test/faults/${file}.test.ts`
