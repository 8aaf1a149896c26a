import type { Context } from "hono"
import { matchedRoutes } from "hono/route"

const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]

/** The template of the request's path: strangers' paths are all the same. */
export const routeOf = (c: Context): string => matchedRoutes(c).find(({ path }) => !path.endsWith("*"))?.path ?? "none"

/** The request's method, or `other` for one that nobody knows. */
export const methodOf = (c: Context): string => methods.includes(c.req.method) ? c.req.method : "other"
