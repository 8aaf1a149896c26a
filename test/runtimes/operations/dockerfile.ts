import { execFile } from "node:child_process"
import { mkdir } from "node:fs/promises"
import { dirname, join } from "node:path"
import { promisify } from "node:util"

const run = promisify(execFile)

interface Instruction {
  readonly name: string
  readonly rest: string
}

/** Returns a Dockerfile's instructions, without comments. */
const instructionsOf = (text: string): ReadonlyArray<Instruction> =>
  text.split("\n").filter((line) => line.trim() !== "" && !line.startsWith("#")).map((line) => {
    const [, name = "", rest = ""] = /^(\S+)\s+(.*)$/.exec(line) ?? []
    return { name, rest }
  })

/** A stage in a plain folder, and what its container is run with. Paths are those inside the container. */
export interface Image {
  readonly folder: string
  readonly workdir: string
  readonly user: string
  readonly volumes: ReadonlyArray<string>
  readonly environment: Readonly<Record<string, string>>
  readonly entrypoint: ReadonlyArray<string>
  readonly command: ReadonlyArray<string>
  readonly health: ReadonlyArray<string>
}

/** Reads the exec form, which starts the program itself: a shell in between would keep signals to itself. */
const execForm = (rest: string): ReadonlyArray<string> => {
  const [, words] = /(\[.*\])$/.exec(rest) ?? []
  if (words === undefined) throw new Error(`not in exec form: ${rest}`)
  return JSON.parse(words) as ReadonlyArray<string>
}

/** Returns whether `.dockerignore`, written as a list of what is let through, lets a path into the build. */
const isSent = (ignore: string, path: string): boolean => {
  const lines = ignore.split("\n").filter((line) => line !== "" && !line.startsWith("#"))
  return lines[0] === "*" && lines.includes(`!${path}`)
}

const copied = async ({ folder, workdir }: Image, rest: string, ignore: string) => {
  const [, stage, words = ""] = /^(?:--from=(\S+) )?(.*)$/.exec(rest) ?? []
  const paths = words.split(" ")
  const place = paths.pop() ?? ""
  for (const path of paths) {
    if (stage === undefined && !isSent(ignore, path)) throw new Error(`.dockerignore keeps ${path} out`)
    const target = join(folder, workdir, paths.length > 1 ? join(place, path) : place)
    await mkdir(dirname(target), { recursive: true })
    await run("cp", ["-a", stage === undefined ? path : join(dirname(folder), stage, path), target])
  }
}

const ran = async ({ folder, workdir }: Image, rest: string) => {
  const [program, ...words] = rest.split(" ")
  if (program === "npm") await run(program, words, { cwd: join(folder, workdir) })
  else if (program === "install") await mkdir(join(folder, words.at(-1) ?? ""))
  else throw new Error(`RUN ${rest} is beyond a plain folder`)
}

type Step = (image: Image, rest: string, ignore: string) => Promise<Image>

const steps: Readonly<Record<string, Step>> = {
  WORKDIR: async (image, workdir) => ({ ...image, workdir }),
  COPY: async (image, rest, ignore) => {
    await copied(image, rest, ignore)
    return image
  },
  RUN: async (image, rest) => {
    await ran(image, rest)
    return image
  },
  ENV: async (image, rest) => {
    const [, name = "", value = ""] = /^(\w+)=(.*)$/.exec(rest) ?? []
    return { ...image, environment: { ...image.environment, [name]: value } }
  },
  USER: async (image, user) => ({ ...image, user }),
  VOLUME: async (image, volume) => ({ ...image, volumes: [...image.volumes, volume] }),
  HEALTHCHECK: async (image, rest) => ({ ...image, health: execForm(rest) }),
  ENTRYPOINT: async (image, rest) => ({ ...image, entrypoint: execForm(rest) }),
  CMD: async (image, rest) => ({ ...image, command: execForm(rest) }),
  EXPOSE: async (image) => image
}

const stage = async (into: string, rest: string): Promise<Image> => {
  const folder = join(into, / AS (\S+)$/.exec(rest)?.[1] ?? "image")
  await mkdir(folder)
  return { folder, workdir: "/", user: "root", volumes: [], environment: {}, entrypoint: [], command: [], health: [] }
}

/**
 * Does in plain folders what a build does with a Dockerfile in the current folder, as far as this project uses it: anything else is an
 * error. Nothing from a base image is there.
 */
export const layOut = async (dockerfile: string, ignore: string, into: string): Promise<Image> => {
  let image: Image | undefined
  for (const { name, rest } of instructionsOf(dockerfile)) {
    const step = steps[name]
    if (name === "FROM") image = await stage(into, rest)
    else if (image !== undefined && step !== undefined) image = await step(image, rest, ignore)
    else throw new Error(`${name} is beyond a plain folder`)
  }
  if (image === undefined) throw new Error("there is no FROM")
  return image
}
