import { CfnCondition, CfnParameter, Fn } from "aws-cdk-lib"
import type { Construct } from "constructs"

/** What differs from one installation to the next. None of them is a secret: secrets are named by their ARN. */
export const parametersOf = (scope: Construct) => {
  const text = (name: string, description: string, otherwise?: string) =>
    new CfnParameter(scope, name, {
      type: "String",
      description,
      ...(otherwise === undefined ? { minLength: 1 } : { default: otherwise })
    }).valueAsString
  const choice = (name: string, description: string, ...values: readonly [string, ...ReadonlyArray<string>]) =>
    new CfnParameter(scope, name, { type: "String", description, allowedValues: [...values], default: values[0] })
      .valueAsString

  const kind = choice("DatabaseKind", "What the functions connect to", "rds-proxy", "rds")
  const endpoints = choice(
    "VpcEndpoints",
    "Whether the stack makes the VPC's endpoints of DynamoDB, Secrets Manager and, with MailFrom, SES; none where a NAT or others are there",
    "create",
    "none"
  )
  const mailFrom = text("MailFrom", "MAIL_FROM: mail stays due where empty", "")
  return {
    keysSecretArn: text("KeysArn", "Secret with SIGNING_KEY and SEAL_KEY, as `cli keys` prints them"),
    keysVersion: text("KeysVersion", "Version id of that secret; a new one makes the functions read it again", ""),
    verifyingKeys: text("VerifyingKeys", "VERIFYING_KEYS, while SIGNING_KEY is replaced", ""),
    oidcIssuers: text("OidcIssuers", "OIDC_ISSUERS", ""),
    portalUrl: text("PortalUrl", "PORTAL_URL"),
    corsOrigins: text("CorsOrigins", "CORS_ORIGINS; the portal's where empty", ""),
    tokenIssuer: text("TokenIssuer", "TOKEN_ISSUER", ""),
    tokenAudience: text("TokenAudience", "TOKEN_AUDIENCE", ""),
    defaultSchoolId: text("DefaultSchoolId", "DEFAULT_SCHOOL_ID", "1"),
    logLevel: choice("LogLevel", "LOG_LEVEL", "Info", "Debug", "Warn", "Error"),
    mailFrom,
    sesRegion: text("SesRegion", "SES_REGION; the stack's where empty", ""),
    alarmEmail: text("AlarmEmail", "Who hears of alarms"),
    databaseSecretArn: text("DatabaseLoginArn", "Secret of the database role, as RDS writes it"),
    databaseHost: text("DatabaseHost", "Endpoint of the RDS Proxy; the secret's host where empty", ""),
    databaseName: text("DatabaseName", "Database; the secret's where empty", ""),
    databasePort: new CfnParameter(scope, "DatabasePort", { type: "Number", default: 5432 }).valueAsNumber,
    databaseSecurityGroupId: new CfnParameter(scope, "DatabaseSecurityGroupId", {
      type: "AWS::EC2::SecurityGroup::Id",
      description: "Of the proxy or the database: gets a rule that lets the functions in"
    }).valueAsString,
    isProxy: new CfnCondition(scope, "IsProxy", { expression: Fn.conditionEquals(kind, "rds-proxy") }),
    vpcId: new CfnParameter(scope, "VpcId", { type: "AWS::EC2::VPC::Id" }).valueAsString,
    subnetIds: new CfnParameter(scope, "SubnetIds", {
      type: "List<AWS::EC2::Subnet::Id>",
      description: "Private subnets that reach the database"
    }).valueAsList,
    routeTableIds: new CfnParameter(scope, "RouteTableIds", {
      type: "CommaDelimitedList",
      description: "Route tables of those subnets, where the stack makes the endpoints",
      default: ""
    }).valueAsList,
    makesMailEndpoint: new CfnCondition(scope, "MakesMailEndpoint", {
      expression: Fn.conditionAnd(
        Fn.conditionEquals(endpoints, "create"),
        Fn.conditionNot(Fn.conditionEquals(mailFrom, ""))
      )
    }),
    makesEndpoints: new CfnCondition(scope, "MakesEndpoints", {
      expression: Fn.conditionEquals(endpoints, "create")
    })
  }
}
export type Parameters = ReturnType<typeof parametersOf>
