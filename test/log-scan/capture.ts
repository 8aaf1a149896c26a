import { ChildProcess } from "node:child_process"
import { appendFileSync, openSync } from "node:fs"
import { basename, join } from "node:path"
import type { Readable } from "node:stream"

/**
 * Keeps the output of the processes that the tests start, whoever starts them and whatever is done with it: what would be thrown away goes
 * into a file, and what is read here is also written there. What is logged in this process is kept in the same way.
 */
const folder = process.env["TSA_TEST_LOGS"]

/**
 * The stdout of these programs is what was asked of them, such as a token, a bundle, or what a document's command shows; it is not a log.
 */
const answers = /(?:^|\/)(?:cli\.[jt]s|demo\.ts|sh|bash|script|esbuild)$/

/** Sees each chunk as it arrives, without reading the stream. */
const overhear = (stream: Readable | null | undefined, file: string) => {
  if (stream === null || stream === undefined) return
  const push = stream.push.bind(stream)
  stream.push = (chunk: unknown, encoding?: BufferEncoding) => {
    if (chunk !== null && chunk !== undefined) appendFileSync(file, chunk as Uint8Array)
    return push(chunk, encoding)
  }
}

/** Returns the file that keeps the output of this program's child. */
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
