// What a request costs where nothing is done: a route of Hono's that reads JSON and answers it.
import { serve } from "@hono/node-server"
import { Hono } from "hono"

const app = new Hono()
app.post("/admissions/enrollments", (c) => c.json({ enrollment_id: "TSA-ENROLL-20261201-AAAAAAAA" }, 201))
app.put("/admissions/enrollments/:id/steps/:step", async (c) => c.json({ id: c.req.param("id"), data: await c.req.json() }))
app.get("/admissions/enrollments/:id", (c) => c.json({ id: c.req.param("id") }))
serve({ fetch: app.fetch, hostname: "127.0.0.1", port: Number(process.env.PORT) })
