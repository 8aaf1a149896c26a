import {
  type ApplicationContext,
  buildApplication,
  ExitCode,
  type FlagNotFoundError,
  help,
  run,
  version
} from "@stricli/core"
import packageJson from "../../../package.json" with { type: "json" }
import type { Chooser, Chosen } from "./declared.ts"
import { tree } from "./tree.ts"
import { texts } from "./wrong-words.ts"

/** How the command line is called in a checkout; beside the bundle it is `node dist/node/cli.js`. */
const name = "npm run cli --"

const formatting = { useAliasInUsageLine: false, onlyRequiredInUsageLine: false, caseStyle: "original" } as const

/** What is said instead of running a command, and the exit code. */
export interface Said {
  readonly stdout: string
  readonly stderr: string
  readonly code: 0 | 2
}

/** Reads the words once. An unknown flag ends the reading: the words after it are not looked at. */
const read = async (inputs: ReadonlyArray<string>) => {
  let [stdout, stderr] = ["", ""]
  let chosen: Chosen | undefined
  let unknown: FlagNotFoundError | undefined
  const text = texts((flag) => {
    unknown = flag
  })
  const app = buildApplication<Chooser>(tree, {
    name,
    scanner: {
      distanceOptions: { threshold: 4, weights: { insertion: 1, deletion: 2, substitution: 2, transposition: 1 } }
    },
    localization: { text }
  }, {
    help: help({ brief: text.briefs.help, defaultForRouteMap: true, formatting }),
    version: version({ brief: text.briefs.version, info: { currentVersion: packageJson.version } })
  })
  const context: ApplicationContext["process"] = {
    stdout: { write: (words) => void (stdout += words) },
    stderr: { write: (words) => void (stderr += words) },
    exitCode: null
  }
  await run(app, inputs, {
    process: context,
    choose: (what) => {
      chosen = what
    }
  })
  return { stdout, stderr, chosen, unknown, isRight: context.exitCode === ExitCode.Success }
}

/** Returns the words with an unknown flag replaced by what was probably meant, or without it where nobody can guess. */
const corrected = (inputs: ReadonlyArray<string>, { corrections, input }: FlagNotFoundError): ReadonlyArray<string> => {
  const at = inputs.findIndex((word) => word === `--${input}` || word.startsWith(`--${input}=`))
  const [meant] = corrections
  const word = inputs[at] ?? ""
  if (meant !== undefined) return inputs.with(at, `--${meant}${word.slice(input.length + 2)}`)
  const hasValue = word === `--${input}` && inputs[at + 1]?.startsWith("-") === false
  return inputs.toSpliced(at, hasValue ? 2 : 1)
}

type Target = typeof tree | NonNullable<ReturnType<typeof tree["getRoutingTargetForInput"]>>

/** Returns the usage of the command that the words name, as far as they name one. */
const usageOf = (inputs: ReadonlyArray<string>): string => {
  const prefix = [name]
  let at: Target = tree
  for (const word of inputs) {
    const next: Target | undefined = "getRoutingTargetForInput" in at ? at.getRoutingTargetForInput(word) : undefined
    if (next === undefined) break
    prefix.push(word)
    at = next
  }
  return `Usage: ${at.formatUsageLine({ prefix, config: formatting, ansiColor: false })}\nMore:  ${
    prefix.join(" ")
  } --help\n`
}

const isAsking = (inputs: ReadonlyArray<string>) =>
  inputs.some((word) => ["--help", "-h", "--version", "-v"].includes(word))

/** Returns what the words come to: a command to run, or what to say. Everything that is wrong with them is said at once. */
export const choose = async (inputs: ReadonlyArray<string>): Promise<Chosen | Said> => {
  let wrong = ""
  for (let words = inputs;;) {
    const { chosen, isRight, stderr, stdout, unknown } = await read(words)
    wrong += stderr
    if (unknown !== undefined) {
      words = corrected(words, unknown)
      continue
    }
    if (wrong !== "" || !isRight) return { stdout: "", stderr: `${wrong}\n${usageOf(words)}`, code: 2 }
    if (chosen !== undefined) return chosen
    // A group without one of its commands is no command.
    return isAsking(inputs) ? { stdout, stderr: "", code: 0 } : { stdout: "", stderr: stdout, code: 2 }
  }
}
