import { Aws, Duration } from "aws-cdk-lib"
import type { HttpApi } from "aws-cdk-lib/aws-apigatewayv2"
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  MathExpression,
  Metric,
  Stats,
  TreatMissingData
} from "aws-cdk-lib/aws-cloudwatch"
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions"
import { FilterPattern, MetricFilter } from "aws-cdk-lib/aws-logs"
import { CfnSubscription, Topic } from "aws-cdk-lib/aws-sns"
import type { Queue } from "aws-cdk-lib/aws-sqs"
import type { Construct } from "constructs"
import type { Functions, Made } from "./functions.ts"
import type { Parameters } from "./parameters.ts"

const namespace = Aws.STACK_NAME
const period = Duration.minutes(5)
/** For figures of which there are few. */
const window = Duration.minutes(15)
const { GREATER_THAN_THRESHOLD, LESS_THAN_THRESHOLD } = ComparisonOperator

/** A figure of the lines of a log: how many there are, or one of their annotations. */
const figure = (scope: Construct, { logGroup, name }: Made, line: string, value: string) => {
  const metricName = value === "1" ? line : `${line}.${value}`
  new MetricFilter(scope, `${name} ${metricName}`, {
    logGroup,
    filterPattern: FilterPattern.stringValue("$.message", "=", line),
    metricNamespace: namespace,
    metricName,
    metricValue: value === "1" ? "1" : `$.annotations.${value}`
  })
  return metricName
}

/** Alarms on what families and schools would notice, and who hears of them. */
export const alarms = (
  scope: Construct,
  functions: Functions,
  api: HttpApi,
  deadLetters: Queue,
  { alarmEmail }: Parameters
) => {
  const topic = new Topic(scope, "Alarms")
  new CfnSubscription(scope, "AlarmEmailSubscription", {
    topicArn: topic.topicArn,
    protocol: "email",
    endpoint: alarmEmail
  })
  const alarm = (
    name: string,
    alarmDescription: string,
    metric: IMetric,
    threshold: number,
    comparisonOperator = GREATER_THAN_THRESHOLD,
    treatMissingData = TreatMissingData.NOT_BREACHING
  ) =>
    new Alarm(scope, name, {
      alarmDescription,
      metric,
      threshold,
      comparisonOperator,
      treatMissingData,
      evaluationPeriods: 1
    }).addAlarmAction(new SnsAction(topic))

  /** The same line from both functions that write records is one figure. */
  const logged = (line: string, statistic: string, value = "1", of: ReadonlyArray<Made> = [provisioner, sweep]) => {
    const [metricName = ""] = of.map((each) => figure(scope, each, line, value))
    return new Metric({ namespace, metricName, statistic, period: window })
  }
  const { provisioner, sweep } = functions

  alarm(
    "RecordsFailing",
    "Fewer than 95 % of the student records came into being at the first try (docs/operations.md)",
    new MathExpression({
      expression: "100 * FILL(created, 0) / (FILL(created, 0) + FILL(failed, 0))",
      usingMetrics: {
        created: logged("student_record_created", Stats.SUM),
        failed: logged("student_creation_failed", Stats.SUM)
      },
      period: window
    }),
    95,
    LESS_THAN_THRESHOLD
  )
  alarm(
    "RecordsSlow",
    "Student records come more than 30 s after step 4",
    logged("student_record_created", Stats.percentile(99), "latency_ms"),
    30_000
  )
  alarm(
    "RecordsWaiting",
    "Student records have been wanted for over two minutes",
    logged("sweep_done", Stats.MAXIMUM, "oldest_pending_seconds", [sweep]),
    120
  )
  alarm(
    "StoresInconsistent",
    "The last reconcile found enrollments that disagree with their records",
    logged("reconcile_finished", Stats.MAXIMUM, "findings"),
    0
  )
  alarm(
    "DeadLettersThere",
    "Wake-ups were given up: the sweep does what they were about; find out why",
    deadLetters.metricApproximateNumberOfMessagesVisible({ statistic: Stats.MAXIMUM, period }),
    0
  )
  alarm(
    "ServerErrors",
    "More than five requests in five minutes ended in a server error",
    api.metricServerError({ statistic: Stats.SUM, period }),
    5
  )
  for (const { function: each, name } of Object.values(functions)) {
    alarm(`${name}Errors`, `Invocations of ${name} end in errors`, each.metricErrors({ period }), 0)
  }
  alarm(
    "SweepStopped",
    "The sweep has not run for five minutes: what nobody was woken for waits",
    sweep.function.metricInvocations({ period }),
    1,
    LESS_THAN_THRESHOLD,
    TreatMissingData.BREACHING
  )
}
