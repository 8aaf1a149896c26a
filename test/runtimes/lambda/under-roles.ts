import { openSes } from "../../adapters/mail/ses-endpoint.ts"
import { openSecretsEndpoint } from "../../adapters/secrets-endpoint.ts"
import { resourcesOf, rightsOf, type Template } from "../operations/template.ts"
import { openStores } from "../transcript/stores.ts"
import { dynamodbFor, roleOf, serviceFor } from "./role.ts"
import { type FunctionName, startLambda } from "./start.ts"

const functions = { http: "Http", provisioner: "Provisioner", sweep: "Sweep" } as const
const identity = "arn:{AWS::Partition}:ses:us-east-1:{AWS::AccountId}:identity/tsa.test"

/** Starts the service as it is deployed, with each function behind the role that the template gives it. */
export const startUnderRoles = async (template: Template, environment: Readonly<Record<string, string>>) => {
  const [stores, ses] = [await openStores(1), await openSes()]
  const secrets = await openSecretsEndpoint("arn:aws:secretsmanager:us-east-1:000000000000:secret:database")
  const { hostname: host, port } = new URL(stores.environment.DATABASE_URL)
  secrets.set(JSON.stringify({ engine: "postgres", host, port: Number(port), username: "postgres", password: "any" }))
  const under = async (name: FunctionName) => {
    const resource = resourcesOf(template, "AWS::IAM::Role")[`${functions[name]}Role`]
    if (resource === undefined) throw new Error(`${name} has no role`)
    const role = roleOf(rightsOf(resource))
    const { DYNAMODB_ENDPOINT, DYNAMODB_TABLE } = stores.environment
    const doors = await Promise.all([
      dynamodbFor(role, DYNAMODB_ENDPOINT, DYNAMODB_TABLE),
      serviceFor(role, ses.endpoint, "ses:SendEmail", identity),
      serviceFor(role, secrets.endpoint, "secretsmanager:GetSecretValue", "{DatabaseLoginArn}")
    ])
    const [table, mail, secret] = doors
    const settings = {
      DYNAMODB_ENDPOINT: table.endpoint,
      SES_ENDPOINT: mail.endpoint,
      ...(name !== "http" && { DB_SECRET_ARN: secrets.arn, AWS_ENDPOINT_URL_SECRETS_MANAGER: secret.endpoint })
    }
    return { role, doors, settings }
  }
  const all = { http: await under("http"), provisioner: await under("provisioner"), sweep: await under("sweep") }
  const lambda = await startLambda({
    environment: stores.environment,
    overrides: { DATABASE_URL: "", DATABASE_SSLMODE: "disable", MAIL_FROM: "enrollment@tsa.test", ...environment },
    overridesOf: { http: all.http.settings, provisioner: all.provisioner.settings, sweep: all.sweep.settings }
  })
  return {
    lambda,
    stores,
    mails: () => ses.asked.length,
    roles: { http: all.http.role, provisioner: all.provisioner.role, sweep: all.sweep.role },
    stop: async () => {
      await lambda.stop()
      await Promise.all(Object.values(all).flatMap(({ doors }) => doors.map((door) => door.stop())))
      await Promise.all([ses.close(), secrets.close(), stores.stop()])
    }
  }
}
export type UnderRoles = Awaited<ReturnType<typeof startUnderRoles>>
