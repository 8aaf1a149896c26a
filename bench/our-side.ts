import { execFile } from "node:child_process"
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { promisify } from "node:util"
import { childNames, family, openService, openStores, type Side } from "./side.ts"

/** Returns the words with which a checkout's image starts Node. */
const imageCommand = async (checkout: string): Promise<ReadonlyArray<string>> => {
  const [, words = "[]"] = /^CMD (\[.*\])$/m.exec(await readFile(join(checkout, "Dockerfile"), "utf8")) ?? []
  return JSON.parse(words) as ReadonlyArray<string>
}

/**
 * Starts a checkout of this service as its image does: bundled. `flags` are given to Node instead of the image's; with `sources` it is not
 * bundled.
 */
export const openOurs = async (
  checkout: string,
  { before, flags, sources = false }: {
    readonly flags: ReadonlyArray<string> | undefined
    readonly sources?: boolean
    /** Starts a proxy once the table is there: takes DynamoDB's endpoint and returns the one to use. */
    readonly before?: (endpoint: string) => Promise<string>
  }
): Promise<Side> => {
  if (!sources) await promisify(execFile)("npm", ["run", "--silent", "build:node"], { cwd: checkout })
  const { cli, env: stores, node, stop } = await openStores(checkout)
  const endpoint = stores.DYNAMODB_ENDPOINT
  const env = { ...stores, DYNAMODB_ENDPOINT: before === undefined ? endpoint : await before(endpoint) }
  await cli("schools", "add", "--id", "1", "--name", "TSA Bench", "--time-zone", "America/Chicago")
  const registrar = await cli("token", "--role", "registrar", "--email", "registrar@bench.test", "--school", "1")
  const parent = await cli("token", "--role", "parent", "--email", family)
  const image = await imageCommand(checkout)
  const entry = sources ? "src/runtimes/node.ts" : image.at(-1) ?? ""
  const words = [...flags ?? image.slice(0, -1), entry]
  const service = await openService(checkout, node, words, { cwd: checkout, env })
  const nameOf = childNames()
  return {
    name: flags === undefined ? checkout : `${checkout} ${flags.join(" ")}`,
    begin: async () => {
      const first_name = nameOf()
      const invited = await service.call("POST", "/parent-invitations", registrar, {
        parent_email: family,
        student_first_name: first_name
      })
      const { invitation_id } = invited.answer["invitation"] as unknown as { readonly invitation_id: string }
      const begun = await service.call("POST", "/admissions/enrollments", registrar, { invitation_id })
      return { id: String(begun.answer["enrollment_id"]), first_name }
    },
    call: (method, path, body) => service.call(method, path, parent, body),
    cpuMs: service.cpuMs,
    rssMb: service.rssMb,
    stop: async () => {
      await service.stop()
      await stop()
    }
  }
}
