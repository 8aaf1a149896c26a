import { assert, beforeAll, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { execFile } from "node:child_process"
import { generateKeyPairSync } from "node:crypto"
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { promisify } from "node:util"
import { tableDefinition, tableExtras } from "../../../src/adapters/dynamodb/table.ts"
import { provisionerRoutes } from "../../../src/runtimes/lambda/routes.ts"
import { settingsOf, settingsWithDatabaseOf } from "../../../src/runtimes/lambda/settings.ts"
import { rightsPlayed } from "../lambda/played-rights.ts"
import { resolved, resourcesOf, rightsOf, type Template } from "./template.ts"

let template: Template

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), "tsa-infra-"))
  await promisify(execFile)("npm", ["run", "synth", "--", folder])
  template = JSON.parse(await readFile(join(folder, "tsa-enrollment.template.json"), "utf8")) as Template
  await rm(folder, { recursive: true })
}, 300_000)

const one = (type: string) => {
  const [resource, ...others] = Object.values(resourcesOf(template, type))
  if (resource === undefined || others.length > 0) throw new Error(`there is not one ${type}`)
  return resource
}

const functionNames = ["Http", "Provisioner", "Sweep"] as const

describe("the table", () => {
  it("is the service's own definition, with all that AWS adds, and outlives the stack", () => {
    const { DeletionPolicy, Properties } = one("AWS::DynamoDB::Table")
    assert.deepStrictEqual(resolved(Properties, {}), {
      ...tableDefinition,
      StreamSpecification: { StreamViewType: "KEYS_ONLY" },
      TimeToLiveSpecification: { AttributeName: tableExtras.ttlAttribute, Enabled: true },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      SSESpecification: { SSEEnabled: true, SSEType: "KMS", KMSMasterKeyId: "{TableKey.Arn}" },
      DeletionProtectionEnabled: true
    })
    assert.strictEqual(DeletionPolicy, "Retain")
    const key = one("AWS::KMS::Key")
    assert.strictEqual(key.DeletionPolicy, "Retain")
    assert.isTrue(key.Properties.EnableKeyRotation)
    const [statement, ...others] = key.Properties.KeyPolicy.Statement
    // Everything that the account's own policies allow, as with every key of an account.
    assert.match(String((resolved(statement.Principal, {}) as { AWS: string }).AWS), /:root$/)
    assert.deepStrictEqual(others, [])
  })
})

describe("each function may do what is listed here and no more", () => {
  const every = (name: string) => [
    "dynamodb:BatchGetItem {Table.Arn}",
    "dynamodb:BatchWriteItem {Table.Arn}",
    "dynamodb:GetItem {Table.Arn}",
    "dynamodb:PutItem {Table.Arn}",
    "dynamodb:Query {Table.Arn}",
    "dynamodb:Query {Table.Arn}/index/*",
    "dynamodb:UpdateItem {Table.Arn}",
    "kms:Decrypt {TableKey.Arn}",
    "kms:GenerateDataKey {TableKey.Arn}",
    `logs:CreateLogStream {${name}Logs.Arn}`,
    `logs:PutLogEvents {${name}Logs.Arn}`
  ]
  const relay = [
    "dynamodb:Scan {Table.Arn}",
    "ec2:AssignPrivateIpAddresses *",
    "ec2:CreateNetworkInterface *",
    "ec2:DeleteNetworkInterface *",
    "ec2:DescribeNetworkInterfaces *",
    "ec2:DescribeSubnets *",
    "ec2:UnassignPrivateIpAddresses *",
    "secretsmanager:GetSecretValue {DatabaseLoginArn}",
    "ses:SendEmail arn:{AWS::Partition}:ses:*:{AWS::AccountId}:identity/*"
  ]
  const stream = [
    "dynamodb:DescribeStream {Table.StreamArn}",
    "dynamodb:GetRecords {Table.StreamArn}",
    "dynamodb:GetShardIterator {Table.StreamArn}",
    "dynamodb:ListStreams *",
    "sqs:SendMessage {DeadLetters.Arn}"
  ]

  it.each([
    ["Http", [...every("Http"), "dynamodb:DeleteItem {Table.Arn}"]],
    ["Provisioner", [...every("Provisioner"), ...relay, ...stream]],
    ["Sweep", [...every("Sweep"), ...relay]]
  ])("%s", (name, expected) => {
    const role = resourcesOf(template, "AWS::IAM::Role")[`${name}Role`]
    assert.deepStrictEqual(role && rightsOf(role), expected.toSorted())
  })

  it("and nobody else has a role or a policy", () => {
    const kinds = Object.values(template.Resources).map(({ Type }) => Type).filter((type) =>
      type.startsWith("AWS::IAM")
    )
    assert.deepStrictEqual(kinds, functionNames.map(() => "AWS::IAM::Role"))
    assert.lengthOf(Object.keys(resourcesOf(template, "AWS::Lambda::Function")), functionNames.length)
  })
})

rightsPlayed(() => template)

describe("the functions", () => {
  const signing = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ format: "jwk" })
  const secrets: Readonly<Record<string, string>> = {
    "{{resolve:secretsmanager:arn:keys:SecretString:SIGNING_KEY::}}": JSON.stringify(signing),
    "{{resolve:secretsmanager:arn:keys:SecretString:SEAL_KEY::}}": "A".repeat(43)
  }
  const needed = {
    KeysArn: "arn:keys",
    DatabaseLoginArn: "arn:login",
    PortalUrl: "https://portal.test/enroll"
  }
  /** Returns the environment that Lambda would pass: required values are given, all others have their defaults. */
  const environmentOf = (
    name: string,
    given: Readonly<Record<string, string>> = {},
    ...holding: ReadonlyArray<string>
  ) => {
    const defaults = Object.entries(template.Parameters).map(([key, { Default = "" }]) => [key, String(Default)])
    const { Environment } = resourcesOf(template, "AWS::Lambda::Function")[name]?.Properties ?? {}
    const values = { ...Object.fromEntries(defaults), ...needed, ...given }
    const variables = resolved(Environment.Variables, values, holding) as Readonly<Record<string, string>>
    return Object.fromEntries(Object.entries(variables).map(([key, value]) => [key, secrets[value] ?? value]))
  }

  it("get settings that they can start with, and keys by reference alone", async () => {
    const { settings } = await Effect.runPromise(settingsOf(environmentOf("Http")))
    assert.deepInclude(settings, {
      dynamodbTable: "{Table}",
      portalUrl: "https://portal.test/enroll",
      logLevel: "Info"
    })
    for (const name of ["Provisioner", "Sweep"]) {
      const proxy = await Effect.runPromise(settingsWithDatabaseOf(environmentOf(name, {}, "IsProxy")))
      assert.deepInclude(proxy.database, { secretArn: "arn:login", caFile: undefined, namedStatements: false })
      const direct = await Effect.runPromise(settingsWithDatabaseOf(environmentOf(name)))
      assert.deepInclude(direct.database, { caFile: "/var/runtime/ca-cert.pem", namedStatements: true })
    }
  })

  it("send mail once there is an address for it to come from", async () => {
    const mailFrom = "enrollment@tsa.test"
    const { settings } = await Effect.runPromise(settingsWithDatabaseOf(environmentOf("Sweep", { MailFrom: mailFrom })))
    assert.deepInclude(settings, { mailFrom, sesRegion: undefined })
  })

  it("are woken for what somebody waits for: records, invitations, sign-in links", () => {
    const { Filters } = one("AWS::Lambda::EventSourceMapping").Properties.FilterCriteria
    assert.deepStrictEqual(JSON.parse(Filters[0].Pattern), {
      dynamodb: {
        Keys: { pk: { S: [{ prefix: "ENR#" }, { prefix: "INV#" }, { prefix: "SIGNIN#" }] }, sk: { S: ["HEAD"] } }
      }
    })
  })

  it("are the bundle's handlers, on the network and in the number that they need", () => {
    const made = resourcesOf(template, "AWS::Lambda::Function")
    const shown = functionNames.map((name) => {
      const { Handler, ReservedConcurrentExecutions, Runtime, VpcConfig } = made[name]?.Properties ?? {}
      return [Handler, Runtime, ReservedConcurrentExecutions, VpcConfig !== undefined]
    })
    assert.deepStrictEqual(shown, [
      ["lambda.http", "nodejs24.x", undefined, false],
      ["lambda.provisioner", "nodejs24.x", 5, true],
      ["lambda.sweep", "nodejs24.x", 1, true]
    ])
  })

  it("are woken by the table's stream, with dead letters, and by the clock", () => {
    const mapping = resolved(one("AWS::Lambda::EventSourceMapping").Properties, {})
    assert.deepInclude(mapping, {
      EventSourceArn: "{Table.StreamArn}",
      FunctionName: "{Provisioner.Arn}",
      FunctionResponseTypes: ["ReportBatchItemFailures"],
      BisectBatchOnFunctionError: true,
      MaximumRecordAgeInSeconds: 3600,
      DestinationConfig: { OnFailure: { Destination: "{DeadLetters.Arn}" } }
    })
    const { ScheduleExpression, Targets } = resolved(one("AWS::Events::Rule").Properties, {}) as {
      readonly ScheduleExpression: string
      readonly Targets: ReadonlyArray<{ readonly Arn: string }>
    }
    assert.strictEqual(ScheduleExpression, "rate(1 minute)")
    assert.deepStrictEqual(Targets.map(({ Arn }) => Arn), ["{Sweep.Arn}"])
  })
})

describe("the API", () => {
  it("sends what needs PostgreSQL to the provisioner and all else to http, on the stage that leaves no trace in paths", () => {
    const integrations = Object.entries(resourcesOf(template, "AWS::ApiGatewayV2::Integration"))
    const functionOf = (target: string) => {
      const id = target.replace(/^integrations\/\{(.*)\}$/, "$1")
      const { IntegrationUri, PayloadFormatVersion } = resolved(
        integrations.find(([name]) => name === id)?.[1].Properties,
        {}
      ) as Readonly<Record<string, string>>
      return [IntegrationUri, PayloadFormatVersion]
    }
    const routes = Object.values(resourcesOf(template, "AWS::ApiGatewayV2::Route")).map(({ Properties }) => {
      const { RouteKey = "", Target = "" } = resolved(Properties, {}) as Readonly<Record<string, string>>
      return [RouteKey, ...functionOf(Target)] as const
    })
    assert.sameDeepMembers([...routes], [
      ["$default", "{Http.Arn}", "2.0"],
      ...provisionerRoutes.map((route) => [route, "{Provisioner.Arn}", "2.0"] as const)
    ])
    assert.strictEqual(one("AWS::ApiGatewayV2::Stage").Properties.StageName, "$default")
  })
})

describe("what is watched", () => {
  it("is written down for ninety days", () => {
    const groups = resourcesOf(template, "AWS::Logs::LogGroup")
    assert.sameMembers(Object.keys(groups), [...functionNames.map((name) => `${name}Logs`), "ApiLogs"])
    for (const { Properties } of Object.values(groups)) assert.strictEqual(Properties.RetentionInDays, 90)
  })

  it("has an alarm on each key figure, on dead letters, errors and a sweep that stopped; somebody hears it", () => {
    const alarms = resourcesOf(template, "AWS::CloudWatch::Alarm")
    assert.sameMembers(Object.keys(alarms), [
      "RecordsFailing",
      "RecordsSlow",
      "RecordsWaiting",
      "StoresInconsistent",
      "DeadLettersThere",
      "ServerErrors",
      "SweepStopped",
      ...functionNames.map((name) => `${name}Errors`)
    ])
    for (const { Properties } of Object.values(alarms)) {
      assert.deepStrictEqual(resolved(Properties.AlarmActions, {}), ["{Alarms}"])
    }
    assert.deepInclude(resolved(one("AWS::SNS::Subscription").Properties, {}), { TopicArn: "{Alarms}" })
  })

  it("is read from log lines that the code writes, and every figure of an alarm is one of them or of AWS", async () => {
    const names = (await readdir("src", { recursive: true })).filter((name) => name.endsWith(".ts"))
    const code = (await Promise.all(names.map((name) => readFile(join("src", name), "utf8")))).join("\n")
    const filters = Object.values(resourcesOf(template, "AWS::Logs::MetricFilter")).map(({ Properties }) => ({
      line: /^\{ \$\.message = "(\w+)" \}$/.exec(Properties.FilterPattern)?.[1] ?? "",
      name: Properties.MetricTransformations[0].MetricName as string,
      field: /^\$\.annotations\.(\w+)$/.exec(Properties.MetricTransformations[0].MetricValue)?.[1]
    }))
    const unwritten = filters.filter(({ field, line }) =>
      !code.includes(`"${line}"`) || (field !== undefined && !new RegExp(`\\b${field}\\b`).test(code))
    )
    assert.deepStrictEqual(unwritten, [])
    const figures = JSON.stringify(Object.values(resourcesOf(template, "AWS::CloudWatch::Alarm")))
      .matchAll(/"MetricName":"([^"]+)","Namespace":\{/g)
    for (const [, figure = ""] of figures) assert.include(filters.map(({ name }) => name), figure)
  })

  it("holds no dead letter in the clear", () => {
    assert.isTrue(one("AWS::SQS::Queue").Properties.SqsManagedSseEnabled)
  })
})
