import { Hono } from "hono"
import { handle } from "hono/aws-lambda"

/** The least that answers a request on Lambda. */
export const http = handle(new Hono().get("/", (c) => c.text("hello")))
