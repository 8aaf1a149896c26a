import type { Context } from "hono"
import { matchedRoutes } from "hono/route"

const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]

/** Returns the template of the request's path. All paths of strangers have the same one, `none`. */
export const routeOf = (c: Context): string => matchedRoutes(c).find(({ path }) => !path.endsWith("*"))?.path ?? "none"

/** Returns the request's method, or `other` for one that nobody knows. */
export const methodOf = (c: Context): string => methods.includes(c.req.method) ? c.req.method : "other"
