import { ChildProcess } from "node:child_process"
import { appendFileSync, openSync } from "node:fs"
import { basename, join } from "node:path"
import type { Readable } from "node:stream"

/**
 * Keeps what is said by the processes that the tests start, whoever starts them and whatever is done with their output: what would be
 * thrown away goes into a file, what is read here is written there too. What is logged in this process is kept likewise.
 */
const folder = process.env["TSA_TEST_LOGS"]

/** What these say on stdout is what was asked of them, as a token is, a bundle, or what a document's command shows; it is no log. */
const answers = /(?:^|\/)(?:cli\.[jt]s|demo\.ts|sh|bash|script|esbuild)$/

/** Sees each chunk as it comes in, without reading the stream. */
const overhear = (stream: Readable | null | undefined, file: string) => {
  if (stream === null || stream === undefined) return
  const push = stream.push.bind(stream)
  stream.push = (chunk: unknown, encoding?: BufferEncoding) => {
    if (chunk !== null && chunk !== undefined) appendFileSync(file, chunk as Uint8Array)
    return push(chunk, encoding)
  }
}

/** Where the child of this program keeps what it says. */
export const logFileOf = ({ pid, spawnfile }: ChildProcess): string =>
  join(folder ?? "", `${process.pid}-${pid}-${basename(spawnfile)}.log`)

interface SpawnOptions {
  readonly file?: string
  readonly args?: ReadonlyArray<string>
  stdio?: unknown
}

interface Spawning {
  spawn: (this: ChildProcess, options: SpawnOptions) => unknown
}

const keepChildren = (into: string) => {
  const prototype = ChildProcess.prototype as unknown as Spawning
  const { spawn } = prototype
  let started = 0
  prototype.spawn = function(options) {
    const quiet = join(into, `${process.pid}-quiet-${++started}.log`)
    const { stdio = "pipe" } = options
    const all: Array<unknown> = Array.isArray(stdio) ? [...stdio as ReadonlyArray<unknown>] : [stdio, stdio, stdio]
    const isCommand = [options.file ?? "", ...options.args ?? []].some((word) => answers.test(word))
    const isSilent = (stream: number) => all[stream] === "ignore" || all[stream] === "inherit"
    const silent = [...(isCommand ? [] : [1]), 2].filter(isSilent)
    const log = silent.length > 0 ? openSync(quiet, "a") : undefined
    for (const stream of silent) all[stream] = log
    const answer = spawn.call(this, { ...options, stdio: all })
    if (!isCommand) overhear(this.stdout, logFileOf(this))
    overhear(this.stderr, logFileOf(this))
    return answer
  }
}

const keepConsole = (into: string) => {
  for (const name of ["debug", "info", "log", "warn", "error"] as const) {
    const say = console[name].bind(console)
    console[name] = (...words: ReadonlyArray<unknown>) => {
      appendFileSync(join(into, `${process.pid}-console.log`), `${words.map(String).join(" ")}\n`)
      say(...words)
    }
  }
}

if (folder !== undefined && !("tsaTestLogs" in process)) {
  Object.assign(process, { tsaTestLogs: true })
  keepChildren(folder)
  keepConsole(folder)
}
