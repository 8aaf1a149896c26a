import { it } from "@effect/vitest"
import { makeService, walked } from "./harness.ts"

it("probe", async () => {
  const s = await makeService()
  const { call, world } = s
  const at = await walked(s, 4)
  const out = (label: string, x: unknown) => console.log(label, JSON.stringify(x))
  // 1 operator who is also parent
  const op = world.people.get("operator")!
  world.people.set("operator", { ...op, grants: [...op.grants, { role: "parent", school_id: "*" }] })
  out("op+parent list", (await call("operator", "GET", "/admissions/enrollments?school_id=1")).body.enrollments?.[0]?.student_last_name)
  // 1b registrar of 2, operator of 1
  const r2 = world.people.get("registrar-2")!
  world.people.set("registrar-2", { ...r2, grants: [...r2.grants, { role: "operator", school_id: 1 }] })
  out("reg2+op1 list", (await call("registrar-2", "GET", "/staff/enrollments?school_id=1")).body.enrollments?.[0]?.student_last_name)
  out("reg2+op1 get", (await call("registrar-2", "GET", at)).body.student_last_name)
  // 2 claim leak
  const inv = (await call("coach-1", "POST", "/parent-invitations", { parent_email: "leak@example.test", student_first_name: "Uno" })).body.invitation
  out("stale change", (await call("coach-1", "PUT", `/parent-invitations/${inv.invitation_id}`, { student_first_name: "Due" }, { "if-match": '"v9"' })).status)
  out("invite Due", (await call("coach-1", "POST", "/parent-invitations", { parent_email: "leak@example.test", student_first_name: "Due" })).status)
  // 3 media types
  for (const type of ["application/json ; charset=utf-8", "Application/JSON", "application/vnd.tsa2+json", "application/json;charset=utf-8", "application/merge_patch+json"]) {
    out(type, (await call("ann", "PUT", `${at}/steps/5/draft`, { additional_documents: ["x"] }, { "content-type": type })).body.steps?.["5"].draft)
  }
  // 4 begin errors
  for (const body of [{}, { invitation_token: 5, parent_email: "no" }, { invitation_token: "a" }, { invitation_id: "x" }, { invitation_token: "a", invitation_id: "TSA-INV-20241208-ABC12345", parent_email: "a@b.test" }, null, "x", []]) {
    out("begin " + JSON.stringify(body), (await call("ann", "POST", "/admissions/enrollments", body)).body.errors)
  }
  for (const body of [{ parent_email: "a@b.test", school_id: "1" }, { parent_email: "a@b.test", school_id: 0 }, { parent_email: "a@b.test", school_id: 1.5 }, { parent_email: "a@b.test", coach_id: "@@" }, { parent_email: "a@b.test", coach_id: 5, grade_level: 5, message: 5, student_first_name: 5 }, { parent_email: "a@b.test", grade_level: "99th" }]) {
    out("invite " + JSON.stringify(body), (await call("coach-1", "POST", "/parent-invitations", body)).body.errors)
  }
  for (const body of [{}, { school_id: "x", name_of_institution: "", time_zone: 5, policy: { provision_at: "never", deposit_cents: -1, lead_days: "x", accounts_enabled_at: 1 } }]) {
    out("school " + JSON.stringify(body), (await call("admin", "POST", "/staff/schools", body)).body.errors)
  }
  for (const path of ["/parent-invitations?limit=0", "/parent-invitations?limit=x", "/parent-invitations?limit=1&limit=2", "/parent-invitations?status=x", "/parent-invitations?__proto__=x", "/parent-invitations?limit=201", "/parent-invitations?cursor=%E0%A4%A"]) {
    const a = await call("coach-1", "GET", path)
    out(path, [a.status, a.body.errors])
  }
  for (const path of ["/admissions/enrollments/%E0%A4%A", "/admissions/enrollments/%00", "//", "/admissions/enrollments/", "/admissions/enrollments/x/steps/7", "/admissions/enrollments/x/steps/0"]) {
    out(path, (await call("ann", "GET", path)).status)
  }
  out("validate %00", (await call(undefined, "GET", "/parent-invitations/validate/%E0%A4%A")).status)
  out("validate", (await call(undefined, "GET", "/parent-invitations/validate/" + "x".repeat(300))).body)
  out("body null step", (await call("ann", "PUT", `${at}/steps/5`, null)).body.errors)
  out("proto", (await call("ann", "PUT", `${at}/steps/5`, '{"__proto__":{"required_documents_uploaded":true}}')).body.errors)
  out("HEAD inm", (await call("ann", "HEAD", at, undefined, { "if-none-match": "*" })).status)
  out("figures 2", (await call("registrar-1", "GET", "/staff/provisioning?school_id=2")).status)
  out("logs", s.logs.slice(-3))
  await s.dispose()
})
