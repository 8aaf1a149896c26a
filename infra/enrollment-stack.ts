import { CfnOutput, Stack } from "aws-cdk-lib"
import type { Construct } from "constructs"
import { alarms } from "./alarms.ts"
import { functions } from "./functions.ts"
import { httpApi } from "./http-api.ts"
import { network } from "./network.ts"
import { parametersOf } from "./parameters.ts"
import { deadLetterQueue, wakeUps } from "./wake-ups.ts"
import { workflowTable } from "./workflow-table.ts"

/** The service on Lambda: all but the VPC, PostgreSQL and the two secrets, which are there before. */
export class EnrollmentStack extends Stack {
  constructor(scope: Construct, id: string, { bundle }: { readonly bundle: string }) {
    super(scope, id, { description: "Enrollment service: HTTP API, workflow store, provisioning" })
    const parameters = parametersOf(this)
    const table = workflowTable(this)
    const deadLetters = deadLetterQueue(this)
    const made = functions(this, bundle, table, network(this, parameters), deadLetters.queueArn, parameters)
    wakeUps(this, made, table, deadLetters)
    const api = httpApi(this, made)
    alarms(this, made, api, deadLetters, parameters)
    new CfnOutput(this, "ApiUrl", { value: api.apiEndpoint })
    new CfnOutput(this, "TableName", { value: table.name })
    new CfnOutput(this, "DeadLettersUrl", { value: deadLetters.queueUrl })
    for (const { logGroup, name } of Object.values(made)) {
      new CfnOutput(this, `${name}LogGroup`, { value: logGroup.logGroupName })
    }
  }
}
