import { undeclared } from "../../http/declared.ts"
import { indiscreet } from "../../http/discretion.ts"
import type { Operation } from "../document.ts"
import type { Scene } from "../scene.ts"
import type { Sent } from "./requests.ts"

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** Sends the request, and returns what is wrong with the answer, with what is stored after it, and with the log. */
export const judged = async (scene: Scene, operation: Operation, sent: Sent, sentinel: string) => {
  const { app, changed, endpoints, logs } = scene
  const { pathname } = new URL(sent.path, "http://localhost")
  const response = await app.request(sent.path, {
    method: sent.method,
    headers: { ...sent.headers },
    ...(sent.body !== undefined && { body: sent.body })
  })
  const { headers, status } = response
  const text = await response.text()
  const isJson = (headers.get("content-type") ?? "").includes("json")
  const answer = { status, headers, text, body: isJson ? parsed(text) : text }
  const wrong: Array<string> = []
  if (status >= 500) wrong.push(`answered ${status}`)
  const undocumented = undeclared(endpoints, sent.method, pathname, answer)
  if (undocumented !== undefined) wrong.push(`answered what it does not declare: ${undocumented}`)
  const told = [...headers].map(([, value]) => value)
  if (status >= 400) told.push(text)
  if (told.some((part) => part.includes(sentinel))) wrong.push(`${status} tells what was sent`)
  // When staff read a child's record, that is an event.
  const stored = status >= 400
    ? changed()
    : operation.method === "GET"
    ? changed().filter((room) => room !== "events")
    : []
  if (stored.length > 0) wrong.push(`${status}, and yet it changed ${stored.join(", ")}`)
  const said = indiscreet(logs.splice(0), [sentinel])
  if (said.length > 0) wrong.push(`the log says ${said.join("\n")}`)
  return { status, wrong }
}
