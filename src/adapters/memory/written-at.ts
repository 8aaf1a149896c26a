import { DateTime, Effect } from "effect"
import type { WorldState } from "./world.ts"

/** Does a write, and notes by this process's clock when the aggregate's outbox entry was written, if it was. */
export const writing = <A>({ writtenAt }: WorldState, id: string, write: () => A, isDone: (answer: A) => boolean) =>
  Effect.map(DateTime.now, (now) => {
    const answer = write()
    if (isDone(answer)) writtenAt.set(id, DateTime.formatIso(now))
    return answer
  })
