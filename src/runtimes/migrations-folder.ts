import { fileURLToPath } from "node:url"

/** The folder of PostgreSQL's migrations. This file lies as deep as the bundle that the image runs, so both find them by the same path. */
export const migrationsFolder = fileURLToPath(new URL("../../drizzle", import.meta.url))
