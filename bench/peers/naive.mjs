// The same steps the straightforward way: Fastify, Prisma and lib-dynamodb, as their documentation shows them. Nothing is decided twice,
// nothing is recorded for later: what fails between the two stores stays as it is.
import { DynamoDBClient } from "@aws-sdk/client-dynamodb"
import { DynamoDBDocumentClient, GetCommand, PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb"
import { PrismaPg } from "@prisma/adapter-pg"
import fastify from "fastify"
import { createLocalJWKSet, jwtVerify } from "jose"
import { randomUUID } from "node:crypto"
import { PrismaClient } from "./generated/client.ts"

const { DATABASE_URL, DYNAMODB_ENDPOINT, DYNAMODB_TABLE: TableName, PORT, PUBLIC_KEYS } = process.env
const table = DynamoDBDocumentClient.from(new DynamoDBClient({ endpoint: DYNAMODB_ENDPOINT, region: "us-east-1" }), {
  marshallOptions: { removeUndefinedValues: true }
})
const records = new PrismaClient({ adapter: new PrismaPg({ connectionString: DATABASE_URL, max: 8 }) })
const keys = createLocalJWKSet(JSON.parse(PUBLIC_KEYS))
const app = fastify({ logger: false })

const text = (maxLength) => ({ type: "string", minLength: 1, maxLength })
const date = { type: "string", format: "date" }
const time = { type: "string", pattern: "^([01]\\d|2[0-3]):[0-5]\\d$" }
const object = (properties, ...optional) => ({
  type: "object",
  additionalProperties: false,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  properties
})
const guardian = object(
  {
    first_name: text(75), last_name: text(75), middle_name: text(75), relationship_to_student: text(60),
    email: { type: "string", format: "email", maxLength: 128 }, phone: text(24), sms: text(24), address_line_1: text(150),
    address_line_2: text(150), city: text(60), state_abbreviation: text(60), postal_code: text(17), county: text(60),
    country: text(60), role: { enum: ["parent", "guardian"] }, is_emergency_contact: { type: "boolean" },
    lives_with: { type: "boolean" }
  },
  "middle_name", "email", "sms", "address_line_2", "county", "country"
)
const contact = object({ name: text(150), phone: text(24), relationship: text(60) })
const texts = { type: "array", maxItems: 20, items: text(200) }
const bodies = {
  1: object(
    { program_interest: text(100), contact_preference: { enum: ["email", "phone", "text"] }, sport_interests: texts, additional_questions: text(2000) },
    "sport_interests", "additional_questions"
  ),
  2: object(
    {
      consultation_date: date, consultation_time: time, preferred_contact_method: { enum: ["phone", "video"] },
      consultation_notes: text(2000), special_requests: text(2000)
    },
    "consultation_notes", "special_requests"
  ),
  3: object(
    {
      shadow_day_date: date, shadow_day_time: time, waiver_signed: { const: true }, transportation_needed: { type: "boolean" },
      dietary_restrictions: text(2000)
    },
    "dietary_restrictions"
  ),
  4: object(
    {
      student_info: object(
        {
          first_name: text(75), last_name: text(75), birth_date: date, grade_level: text(60), middle_name: text(75),
          generation_code_suffix: text(10), maiden_name: text(75), preferred_first_name: text(75), sport_interest: text(60),
          birth_city: text(30), birth_state_abbreviation_descriptor: text(60), birth_country_descriptor: text(60),
          birth_sex_descriptor: text(60), multiple_birth_status: { type: "boolean" }, date_entered_us: date,
          hispanic_latino_ethnicity: { type: "boolean" }, races: texts, languages: texts, person_id: text(32), previous_schools: texts
        }
      ),
      parent_info: guardian,
      additional_guardians: { type: "array", maxItems: 5, items: guardian },
      academic_history: object(
        { current_school: text(150), current_gpa: { type: "number" }, special_education_services: { type: "boolean" }, special_accommodations: text(2000) }
      ),
      medical_info: object({
        conditions: texts, medications: texts, allergies: text(2000), dietary_restrictions: text(2000), emergency_medical_contact: contact
      }),
      emergency_contacts: { type: "array", maxItems: 5, items: contact },
      special_needs: text(2000)
    },
    "additional_guardians", "academic_history", "medical_info", "emergency_contacts", "special_needs"
  ),
  5: object({ required_documents_uploaded: { const: true }, additional_documents: texts }, "additional_documents"),
  6: object(
    { payment_method: { enum: ["card", "check", "transfer"] }, payment_plan_selected: { enum: ["annual", "monthly"] }, financial_aid_application: text(2000) },
    "financial_aid_application"
  )
}

app.addHook("onRequest", async (request, reply) => {
  try {
    const [, token = ""] = (request.headers.authorization ?? "").split(" ")
    request.parent = (await jwtVerify(token, keys)).payload.email
  } catch {
    return reply.code(401).send({ title: "Sign in first." })
  }
})

const keyOf = (id) => ({ pk: `ENR#${id}`, sk: "HEAD" })

const load = async (request, reply) => {
  const { Item } = await table.send(new GetCommand({ TableName, Key: keyOf(request.params.id), ConsistentRead: true }))
  if (Item === undefined || Item.parent_email !== request.parent) return reply.code(404).send({ title: "There is no such enrollment." })
  return Item
}

const statuses = ["pending", "in_progress", "consultation_scheduled", "shadow_day_completed", "documents_pending", "payment_pending", "completed"]
const shown = ({ enrollment_id, parent_email, school_id, steps, updated_at, version }) => {
  const done = Object.keys(steps).length
  return { enrollment_id, parent_email, school_id, status: statuses[done], completion_percentage: Math.round(done / 6 * 100), steps, updated_at, version }
}

const day = (date) => date === undefined ? null : new Date(`${date}T00:00:00Z`)

/** The four rows of a child, as step 4 has it. */
const writeRecords = async ({ enrollment_id, school_id, version }, { student_info: child }) => {
  const student_unique_id = enrollment_id.replace("TSA-ENROLL-", "TSA-STU-")
  const student = {
    student_usi: BigInt(parseInt(student_unique_id.slice(-8), 36)),
    first_name: child.first_name, last_name: child.last_name, middle_name: child.middle_name, maiden_name: child.maiden_name,
    preferred_first_name: child.preferred_first_name, generation_code_suffix: child.generation_code_suffix,
    birth_date: day(child.birth_date), birth_city: child.birth_city,
    birth_state_abbreviation_descriptor: child.birth_state_abbreviation_descriptor,
    birth_country_descriptor: child.birth_country_descriptor, birth_sex_descriptor: child.birth_sex_descriptor,
    multiple_birth_status: child.multiple_birth_status, date_entered_us: day(child.date_entered_us),
    hispanic_latino_ethnicity: child.hispanic_latino_ethnicity, races: child.races, person_id: child.person_id,
    source_system_descriptor: "TSA_Admissions_Portal"
  }
  const entry = { student_unique_id, school_id: BigInt(school_id), entry_date: day(new Date().toISOString().slice(0, 10)) }
  const association = { entry_grade_level_descriptor: child.grade_level, entry_type_descriptor: "New", school_year: 2027, primary_school: true }
  const extension = {
    enrollment_id, enrollment_version: BigInt(version), sport_interests: [child.sport_interest], enrollment_status: "registered",
    parent_consultation_completed: true, shadow_day_completed: true, required_documents_complete: false, deposit_paid: false,
    registered_at: new Date()
  }
  const sourced_id = `student_${student_unique_id}`
  const user = {
    status: "active", username: student_unique_id.toLowerCase(), enabled_user: true, given_name: child.first_name,
    family_name: child.last_name, middle_name: child.middle_name, role: "student", identifier: student_unique_id,
    birth_date: day(child.birth_date), org_ids: [`school_${school_id}`], grades: [child.grade_level]
  }
  await records.$transaction([
    records.student.upsert({ where: { student_unique_id }, create: { student_unique_id, ...student }, update: student }),
    records.association.upsert({
      where: { student_unique_id_school_id_entry_date: entry }, create: { ...entry, ...association }, update: association
    }),
    records.extension.upsert({ where: { student_unique_id }, create: { student_unique_id, ...extension }, update: extension }),
    records.user.upsert({ where: { sourced_id }, create: { sourced_id, ...user }, update: user })
  ])
}

const changeRecords = ({ enrollment_id }, data) =>
  records.extension.update({ where: { student_unique_id: enrollment_id.replace("TSA-ENROLL-", "TSA-STU-") }, data })

app.post("/admissions/enrollments", async (request, reply) => {
  const letters = randomUUID().replace(/\D/g, "").slice(0, 8)
  const now = new Date().toISOString()
  const enrollment = {
    enrollment_id: `TSA-ENROLL-${now.slice(0, 10).replaceAll("-", "")}-${letters}`, parent_email: request.parent, school_id: 1, version: 1,
    steps: {}, created_at: now, updated_at: now
  }
  await table.send(new PutCommand({ TableName, Item: { ...keyOf(enrollment.enrollment_id), ...enrollment } }))
  return reply.code(201).send(shown(enrollment))
})

for (const step of [1, 2, 3, 4, 5, 6]) {
  app.put(`/admissions/enrollments/:id/steps/${step}`, { schema: { body: bodies[step] } }, async (request, reply) => {
    const enrollment = await load(request, reply)
    if (reply.sent) return reply
    if (step > 1 && enrollment.steps[step - 1] === undefined) return reply.code(409).send({ title: "Do the step before first." })
    const now = new Date().toISOString()
    const { Attributes } = await table.send(
      new UpdateCommand({
        TableName,
        Key: keyOf(enrollment.enrollment_id),
        UpdateExpression: "SET steps.#step = :step, updated_at = :now ADD version :one",
        ExpressionAttributeNames: { "#step": `${step}` },
        ExpressionAttributeValues: { ":step": { data: request.body, completed_at: now }, ":now": now, ":one": 1 },
        ReturnValues: "ALL_NEW"
      })
    )
    if (step === 4) await writeRecords(Attributes, request.body)
    if (step === 5) await changeRecords(Attributes, { required_documents_complete: true })
    if (step === 6) {
      await changeRecords(Attributes, { deposit_paid: true, enrollment_status: "enrolled", enrollment_completed_date: new Date() })
    }
    return shown(Attributes)
  })
}

app.get("/admissions/enrollments/:id", async (request, reply) => {
  const enrollment = await load(request, reply)
  return reply.sent ? reply : shown(enrollment)
})

await records.$executeRaw`INSERT INTO schools (school_id, name_of_institution) VALUES (1, 'TSA Bench') ON CONFLICT DO NOTHING`
await app.listen({ host: "127.0.0.1", port: Number(PORT) })
