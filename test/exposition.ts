/** One line of the exposition format. */
export interface Sample {
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

export interface Family {
  readonly type: string
  readonly help: string
  readonly samples: ReadonlyArray<Sample>
}

const name = "[a-zA-Z_:][a-zA-Z0-9_:]*"
const label = String.raw`[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\[\\"n])*"`
const sampleLine = new RegExp(String.raw`^(${name})(?:\{(${label}(?:,${label})*)\})? (\S+)$`)
const number = /^(?:[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?|[+-]?Inf|NaN)$/i

const numberOf = (text: string): number => {
  if (!number.test(text)) throw new Error(`no number: ${text}`)
  return text.endsWith("Inf") ? (text.startsWith("-") ? -Infinity : Infinity) : Number(text)
}

const sampleOf = (line: string): Sample => {
  const [, found = "", labels = "", value = ""] = sampleLine.exec(line) ?? []
  if (found === "") throw new Error(`no sample: ${line}`)
  const pairs = [...labels.matchAll(/([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\]|\\.)*)"/g)].map((
    [, key = "", text = ""]
  ) => [key, text])
  return { name: found, labels: Object.fromEntries(pairs), value: numberOf(value) }
}

const keyOf = (labels: Sample["labels"]): string =>
  JSON.stringify(Object.keys(labels).toSorted().map((key) => [key, labels[key]]))
const seriesOf = ({ labels, name: of }: Sample): string => of + keyOf(labels)

/** Buckets must rise, and the last one must hold everything. */
const checkHistogram = (family: string, samples: ReadonlyArray<Sample>) => {
  const groups = new Map<string, Array<Sample>>()
  for (const sample of samples) {
    const { le: _, ...labels } = sample.labels
    const key = keyOf(labels)
    groups.set(key, [...groups.get(key) ?? [], sample])
  }
  for (const group of groups.values()) {
    const buckets = group.filter((each) => each.name === `${family}_bucket`)
    const bounds = buckets.map(({ labels }) => numberOf(labels["le"] ?? ""))
    const counts = buckets.map(({ value }) => value)
    const count = group.find((each) => each.name === `${family}_count`)?.value
    const rises = (values: ReadonlyArray<number>) =>
      values.every((value, at) => at === 0 || value >= (values[at - 1] ?? 0))
    if (bounds.at(-1) !== Infinity || !rises(bounds) || !rises(counts)) {
      throw new Error(`${family}: buckets do not rise`)
    }
    if (counts.at(-1) !== count) throw new Error(`${family}: the last bucket is not the count`)
    if (!group.some((each) => each.name === `${family}_sum`)) throw new Error(`${family}: no sum`)
  }
}

const suffixes: Readonly<Record<string, ReadonlyArray<string>>> = {
  counter: [""],
  gauge: [""],
  histogram: ["_bucket", "_sum", "_count"]
}

/** Reads Prometheus's text format 0.0.4 as strictly as it is specified. Throws at the first thing that violates it. */
export const familiesOf = (text: string): ReadonlyMap<string, Family> => {
  if (!text.endsWith("\n")) throw new Error("the last line does not end")
  const families = new Map<string, Family & { readonly samples: Array<Sample> }>()
  const seen = new Set<string>()
  let help: readonly [string, string] | undefined
  let current = ""
  for (const line of text.slice(0, -1).split("\n")) {
    const [, kind, of = "", rest = ""] = /^# (HELP|TYPE) (\S+) (.*)$/.exec(line) ?? []
    if (kind === "HELP") {
      help = [of, rest]
      continue
    }
    if (kind === "TYPE") {
      if (families.has(of)) throw new Error(`twice: ${of}`)
      if (help?.[0] !== of) throw new Error(`no help: ${of}`)
      if (suffixes[rest] === undefined) throw new Error(`type ${rest}`)
      families.set(of, { type: rest, help: help[1], samples: [] })
      current = of
      continue
    }
    const sample = sampleOf(line)
    const family = families.get(current)
    const allowed = (suffixes[family?.type ?? ""] ?? []).map((suffix) => current + suffix)
    if (family === undefined || !allowed.includes(sample.name)) throw new Error(`not of its family: ${line}`)
    if (seen.has(seriesOf(sample))) throw new Error(`twice: ${line}`)
    seen.add(seriesOf(sample))
    if (family.type === "counter" && !(sample.value >= 0)) throw new Error(`a counter below 0: ${line}`)
    family.samples.push(sample)
  }
  for (const [family, { samples, type }] of families) if (type === "histogram") checkHistogram(family, samples)
  return families
}
