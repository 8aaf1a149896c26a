import { Aws } from "aws-cdk-lib"
import { PolicyStatement } from "aws-cdk-lib/aws-iam"
import type { LogGroup } from "aws-cdk-lib/aws-logs"
import { actionsOf } from "../src/runtimes/lambda/calls.ts"
import type { WorkflowTable } from "./workflow-table.ts"

const allow = (resources: ReadonlyArray<string>, ...actions: ReadonlyArray<string>) =>
  new PolicyStatement({ actions: [...actions], resources: [...resources] })

/** To write its own log. */
export const logs = (group: LogGroup) => allow([group.logGroupArn], "logs:CreateLogStream", "logs:PutLogEvents")

/** What the code of this function asks of the table, by the code's own list. */
export const workflowStore = ({ arn, keyArn }: WorkflowTable, name: Parameters<typeof actionsOf>[0]) => [
  ...actionsOf(name).map((action) => allow(action === "Query" ? [arn, `${arn}/index/*`] : [arn], `dynamodb:${action}`)),
  // DynamoDB opens the table's key with the rights of whoever asks.
  allow([keyArn], "kms:Decrypt", "kms:GenerateDataKey")
]

/** To be fed with the table's stream. Streams can only be listed with a right to all. */
export const stream = ({ streamArn }: WorkflowTable) => [
  allow([streamArn], "dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"),
  allow(["*"], "dynamodb:ListStreams")
]

/** To name what could not be handled. */
export const deadLetters = (queueArn: string) => allow([queueArn], "sqs:SendMessage")

/** To send mail. Identities are those of the account, made before. */
export const mail = () => allow([`arn:${Aws.PARTITION}:ses:*:${Aws.ACCOUNT_ID}:identity/*`], "ses:SendEmail")

/** To know the password of PostgreSQL. */
export const secret = (arn: string) => allow([arn], "secretsmanager:GetSecretValue")

/** To stand in the VPC: Lambda asks for these with all resources. */
export const network = () =>
  allow(
    ["*"],
    "ec2:AssignPrivateIpAddresses",
    "ec2:CreateNetworkInterface",
    "ec2:DeleteNetworkInterface",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeSubnets",
    "ec2:UnassignPrivateIpAddresses"
  )
