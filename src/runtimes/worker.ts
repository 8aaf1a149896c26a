import { handlersOf } from "./worker/handlers.ts"
import { answerWakeUps } from "./worker/wake-ups.ts"

// oxlint-disable-next-line import/no-default-export -- what the platform asks of a module
export default handlersOf(answerWakeUps)
