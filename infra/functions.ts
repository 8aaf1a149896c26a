import { Duration, Fn } from "aws-cdk-lib"
import { PolicyDocument, type PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam"
import { Architecture, type CfnFunction, Code, Function as LambdaFunction, Runtime } from "aws-cdk-lib/aws-lambda"
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs"
import type { Construct } from "constructs"
import type { Network } from "./network.ts"
import type { Parameters } from "./parameters.ts"
import * as rights from "./rights.ts"
import type { WorkflowTable } from "./workflow-table.ts"

interface Options {
  readonly timeoutSeconds: number
  readonly concurrency?: number
  readonly network?: Network
  readonly environment: Readonly<Record<string, string>>
  readonly rights: ReadonlyArray<PolicyStatement>
}

/** One of the functions of the bundle: its handler has its name. The role has what is listed and nothing else. */
const functionOf = (scope: Construct, name: string, bundle: string, options: Options) => {
  const { concurrency, environment, network, timeoutSeconds } = options
  const logGroup = new LogGroup(scope, `${name}Logs`, { retention: RetentionDays.THREE_MONTHS })
  const role = new Role(scope, `${name}Role`, {
    assumedBy: new ServicePrincipal("lambda.amazonaws.com"),
    inlinePolicies: {
      rights: new PolicyDocument({ statements: [...options.rights, rights.logs(logGroup)], minimize: false })
    }
  })
  const made = new LambdaFunction(scope, name, {
    description: `tsa-enrollment ${name}`,
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    code: Code.fromAsset(bundle),
    handler: `lambda.${name.toLowerCase()}`,
    memorySize: 512,
    timeout: Duration.seconds(timeoutSeconds),
    role: role.withoutPolicyUpdates(),
    logGroup,
    environment,
    ...(concurrency !== undefined && { reservedConcurrentExecutions: concurrency })
  })
  if (network !== undefined) (made.node.defaultChild as CfnFunction).vpcConfig = network
  return { name, function: made, logGroup, timeoutSeconds }
}
export type Made = ReturnType<typeof functionOf>

const keyIn = ({ keysSecretArn, keysVersion }: Parameters, name: string) =>
  `{{resolve:secretsmanager:${keysSecretArn}:SecretString:${name}::${keysVersion}}}`

const settingsOf = (table: WorkflowTable, parameters: Parameters) => ({
  DYNAMODB_TABLE: table.name,
  SIGNING_KEY: keyIn(parameters, "SIGNING_KEY"),
  VERIFYING_KEYS: parameters.verifyingKeys,
  OIDC_ISSUERS: parameters.oidcIssuers,
  SEAL_KEY: keyIn(parameters, "SEAL_KEY"),
  PORTAL_URL: parameters.portalUrl,
  CORS_ORIGINS: parameters.corsOrigins,
  TOKEN_ISSUER: parameters.tokenIssuer,
  TOKEN_AUDIENCE: parameters.tokenAudience,
  DEFAULT_SCHOOL_ID: parameters.defaultSchoolId,
  LOG_LEVEL: parameters.logLevel,
  MAIL_FROM: parameters.mailFrom,
  SES_REGION: parameters.sesRegion
})

const databaseSettingsOf = ({ databaseHost, databaseName, databaseSecretArn, isProxy }: Parameters) => ({
  DB_SECRET_ARN: databaseSecretArn,
  DATABASE_HOST: databaseHost,
  DATABASE_NAME: databaseName,
  // A proxy has a certificate that Node trusts anyway, and pins connections with named statements.
  DATABASE_CA_FILE: Fn.conditionIf(isProxy.logicalId, "", "/var/runtime/ca-cert.pem").toString(),
  DATABASE_NAMED_STATEMENTS: Fn.conditionIf(isProxy.logicalId, "false", "true").toString()
})

/** The three functions: requests, what needs PostgreSQL, and the schedule. */
export const functions = (
  scope: Construct,
  bundle: string,
  table: WorkflowTable,
  network: Network,
  deadLetterArn: string,
  parameters: Parameters
) => {
  const settings = settingsOf(table, parameters)
  const withDatabase = {
    timeoutSeconds: 60,
    network,
    environment: { ...settings, ...databaseSettingsOf(parameters) }
  }
  const relay = [
    rights.mail(),
    rights.secret(parameters.databaseSecretArn),
    rights.network()
  ]
  return {
    http: functionOf(scope, "Http", bundle, {
      timeoutSeconds: 15,
      environment: settings,
      rights: rights.workflowStore(table, "http")
    }),
    provisioner: functionOf(scope, "Provisioner", bundle, {
      ...withDatabase,
      concurrency: 5,
      rights: [
        ...rights.workflowStore(table, "provisioner"),
        ...relay,
        ...rights.stream(table),
        rights.deadLetters(deadLetterArn)
      ]
    }),
    sweep: functionOf(scope, "Sweep", bundle, {
      ...withDatabase,
      concurrency: 1,
      rights: [...rights.workflowStore(table, "sweep"), ...relay]
    })
  }
}
export type Functions = ReturnType<typeof functions>
