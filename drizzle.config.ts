import { defineConfig } from "drizzle-kit"

export default defineConfig({
  dialect: "postgresql",
  schema: ["columns", "directory", "schema"].map((file) => `./src/adapters/postgres/${file}.ts`),
  out: "./drizzle"
})
