import { Duration } from "aws-cdk-lib"
import { CfnRule } from "aws-cdk-lib/aws-events"
import { CfnEventSourceMapping, CfnPermission } from "aws-cdk-lib/aws-lambda"
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs"
import type { Construct } from "constructs"
import type { Functions } from "./functions.ts"
import type { WorkflowTable } from "./workflow-table.ts"

/** Wake-ups that were given up: where in the stream they stood, nothing of anybody. */
export const deadLetterQueue = (scope: Construct) =>
  new Queue(scope, "DeadLetters", { encryption: QueueEncryption.SQS_MANAGED, retentionPeriod: Duration.days(14) })

/** Enrollments, invitations and sign-in links themselves, not what stands beside them. */
const heads = {
  dynamodb: {
    Keys: { pk: { S: [{ prefix: "ENR#" }, { prefix: "INV#" }, { prefix: "SIGNIN#" }] }, sk: { S: ["HEAD"] } }
  }
}

/** The table's stream wakes the provisioner, the clock the sweep. */
export const wakeUps = (
  scope: Construct,
  { provisioner, sweep }: Functions,
  { streamArn }: WorkflowTable,
  deadLetters: Queue
) => {
  new CfnEventSourceMapping(scope, "Stream", {
    eventSourceArn: streamArn,
    functionName: provisioner.function.functionArn,
    startingPosition: "LATEST",
    batchSize: 100,
    maximumBatchingWindowInSeconds: 0,
    parallelizationFactor: 1,
    functionResponseTypes: ["ReportBatchItemFailures"],
    bisectBatchOnFunctionError: true,
    maximumRetryAttempts: 5,
    maximumRecordAgeInSeconds: 3600,
    destinationConfig: { onFailure: { destination: deadLetters.queueArn } },
    filterCriteria: { filters: [{ pattern: JSON.stringify(heads) }] }
  })
  const rule = new CfnRule(scope, "Schedule", {
    description: "What is due and nobody was woken for",
    scheduleExpression: "rate(1 minute)",
    targets: [{ id: "sweep", arn: sweep.function.functionArn, retryPolicy: { maximumRetryAttempts: 0 } }]
  })
  new CfnPermission(scope, "ScheduleMayInvoke", {
    action: "lambda:InvokeFunction",
    functionName: sweep.function.functionArn,
    principal: "events.amazonaws.com",
    sourceArn: rule.attrArn
  })
}
