import { readdir, readFile } from "node:fs/promises"
import { join } from "node:path"

interface CpuProfile {
  readonly nodes: ReadonlyArray<{
    readonly id: number
    readonly callFrame: { readonly functionName: string; readonly url: string }
    readonly children?: ReadonlyArray<number>
  }>
  readonly samples: ReadonlyArray<number>
  readonly timeDeltas: ReadonlyArray<number>
}

/** Returns what a frame belongs to: a package, one of our rooms, or Node; undefined if its caller should count instead. */
const partOf = ({ functionName, url }: CpuProfile["nodes"][number]["callFrame"]): string | undefined => {
  const [, scope, name] = /node_modules\/(?:(@[^/]+)\/)?([^/]+)/.exec(url) ?? []
  if (name !== undefined) return scope === undefined ? name : `${scope}/${name}`
  const [, room] = /\/(src\/[^/]+(?:\/[^/]+)?)\//.exec(url) ?? []
  if (room !== undefined) return room
  if (functionName === "(garbage collector)") return "garbage collection"
  if (functionName === "(program)") return "system calls"
  return url.startsWith("node:") ? url.replace(/^(node:(?:internal\/)?[^/]+).*$/, "$1") : undefined
}

/** Returns the parts of the CPU profile in `folder` by their own time, largest first. A frame without a part counts for its caller. */
export const partsOfProfile = async (folder: string) => {
  const [file = ""] = await readdir(folder)
  const { nodes, samples, timeDeltas } = JSON.parse(await readFile(join(folder, file), "utf8")) as CpuProfile
  const parents = new Map(nodes.flatMap(({ children = [], id }) => children.map((child) => [child, id] as const)))
  const frames = new Map(nodes.map((node) => [node.id, node.callFrame]))
  const partAt = (id: number | undefined): string => {
    const frame = id === undefined ? undefined : frames.get(id)
    if (frame === undefined) return "other"
    return frame.functionName === "(idle)" ? "idle" : partOf(frame) ?? partAt(parents.get(id ?? 0))
  }
  const parts = new Map<string, number>()
  for (const [index, id] of samples.entries()) {
    const part = partAt(id)
    if (part !== "idle") parts.set(part, (parts.get(part) ?? 0) + (timeDeltas[index] ?? 0))
  }
  const total = [...parts.values()].reduce((sum, each) => sum + each, 0)
  return [...parts].map(([part, time]) => ({ part, share: time / total })).toSorted((a, b) => b.share - a.share)
}
