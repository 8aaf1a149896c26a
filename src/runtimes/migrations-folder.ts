import { fileURLToPath } from "node:url"

/** The migrations of PostgreSQL. This file lies as deep as the bundle that the image runs, so that both find them by the same path. */
export const migrationsFolder = fileURLToPath(new URL("../../drizzle", import.meta.url))
