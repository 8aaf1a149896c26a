import { Effect, Exit, Layer, Scope } from "effect"
import fs from "node:fs/promises"
import { syncBuiltinESMExports } from "node:module"

/** What a test asks of this process, which stands in for a service: it holds a folder until it is told to let go, or is killed. */
export type Request =
  | { readonly lock: string }
  | { readonly serve: string }
  | "release"
  | "sleep before linking"
  | "wake"

export type Reply = { readonly held: number } | { readonly refused: number } | { readonly done: Request }

/** The next time, this process sleeps between finding out whose turn it is and taking the next turn, as on a busy machine. */
const sleepBeforeLinking = () => {
  const { link } = fs
  fs.link = async (...paths) => {
    fs.link = link
    syncBuiltinESMExports()
    tell({ done: "sleep before linking" })
    await new Promise<void>((resolve) => {
      process.on("message", (request) => request === "wake" && resolve())
    })
    return link(...paths)
  }
  syncBuiltinESMExports()
}

const tell = (reply: Reply) => process.send?.(reply)

if (process.send !== undefined) {
  const { lockFolder } = await import("../../../src/runtimes/embedded/lock.ts")
  const { embeddedTableIn } = await import("../../../src/runtimes/embedded/places.ts")
  const { configurationOf } = await import("../../../src/runtimes/settings/node.ts")
  const scope = Scope.makeUnsafe()

  const hold = async (folder: string, withStore: boolean) => {
    const taken = Effect.gen(function*() {
      const lock = yield* lockFolder(folder)
      if (!withStore) return
      yield* lock.describe({ base: "http://127.0.0.1:1" })
      yield* Layer.build(yield* embeddedTableIn(yield* configurationOf({ DATA_DIR: folder }), lock))
    })
    const exit = await Effect.runPromiseExit(taken.pipe(
      Effect.as({ held: process.pid }),
      Effect.catchTag("FolderInUse", ({ pid }) => Effect.succeed({ refused: pid })),
      Scope.provide(scope)
    ))
    tell(Exit.isSuccess(exit) ? exit.value : { refused: 0 })
  }

  process.on("message", (request: Request) => {
    if (request === "sleep before linking") sleepBeforeLinking()
    else if (request === "release") {
      void Effect.runPromise(Scope.close(scope, Exit.void)).then(() => tell({ done: request }))
    } else if (request !== "wake") void hold("lock" in request ? request.lock : request.serve, "serve" in request)
  })
  process.once("disconnect", () => process.exit())
}
