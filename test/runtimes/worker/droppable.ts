import { Effect } from "effect"
import { handlersOf } from "../../../src/runtimes/worker/handlers.ts"
import type { Bindings, Context } from "../../../src/runtimes/worker/platform.ts"
import { answerWakeUps } from "../../../src/runtimes/worker/wake-ups.ts"

let isDropping = false

const { fetch, queue, scheduled } = handlersOf((...woken) => isDropping ? Effect.void : answerWakeUps(...woken))

// oxlint-disable-next-line import/no-default-export -- what the platform asks of a module
export default {
  /** The Worker, and a switch that loses its wake-ups: then neither the attempt after the answer nor the message happens. */
  fetch: (request: Request, bindings: Bindings, context: Context) => {
    const drop = new URL(request.url).searchParams.get("test-drop-wake-ups")
    if (drop === null) return fetch(request, bindings, context)
    isDropping = drop === "true"
    return new Response(null, { status: 204 })
  },
  queue,
  scheduled
}
