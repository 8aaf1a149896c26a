import type { Context, MiddlewareHandler } from "hono"
import { problem } from "../problem.ts"

/** A page, not an operation: it can only be read, and the document does not list it. */
export const readOnly = (answer: (c: Context) => Response | Promise<Response>): MiddlewareHandler => async (c) =>
  c.req.method === "GET" || c.req.method === "HEAD" ? answer(c) : problem(c, {
    status: 405,
    code: "method-not-allowed",
    about: { allow: "GET" },
    headers: { allow: "GET" }
  })
