import { env } from "node:process"

/** Does what Lambda's own runtime does, in a few lines: takes events from the Runtime API one by one, and hands back each result. */
const api = `http://${env["AWS_LAMBDA_RUNTIME_API"]}/2018-06-01/runtime`
const [file = "", name = ""] = (env["_HANDLER"] ?? "").split(".")
const send = (path: string, body: unknown) =>
  fetch(api + path, { method: "POST", body: JSON.stringify(body) ?? "null" })
const problem = (error: unknown) => ({
  errorType: error instanceof Error ? error.name : "Error",
  errorMessage: error instanceof Error ? error.message : String(error),
  trace: []
})

type Handler = (event: unknown, context: unknown) => Promise<unknown>
const load = async (): Promise<Handler> => {
  const functions = await import(`${env["LAMBDA_TASK_ROOT"]}/${file}.mjs`) as Readonly<Record<string, Handler>>
  const handler = functions[name]
  if (handler === undefined) throw new Error(`${name} is not exported`)
  return handler
}

const handler = await load().catch(async (error: unknown) => {
  await send("/init/error", problem(error))
  process.exit(1)
})

for (;;) {
  const next = await fetch(`${api}/invocation/next`)
  const id = next.headers.get("lambda-runtime-aws-request-id") ?? ""
  const deadline = Number(next.headers.get("lambda-runtime-deadline-ms"))
  const context = { awsRequestId: id, getRemainingTimeInMillis: () => deadline - Date.now() }
  try {
    await send(`/invocation/${id}/response`, await handler(await next.json(), context))
  } catch (error) {
    await send(`/invocation/${id}/error`, problem(error))
  }
}
