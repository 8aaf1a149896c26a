import { CfnResource, RemovalPolicy, Token } from "aws-cdk-lib"
import { Key } from "aws-cdk-lib/aws-kms"
import type { Construct } from "constructs"
import { tableDefinition, tableExtras } from "../src/adapters/dynamodb/table.ts"

/** The workflow store. CloudFormation has the words of CreateTable, so the service's own definition goes in as it is. */
export const workflowTable = (scope: Construct) => {
  const key = new Key(scope, "TableKey", {
    description: "Encrypts the workflow store",
    enableKeyRotation: true,
    removalPolicy: RemovalPolicy.RETAIN
  })
  const table = new CfnResource(scope, "Table", {
    type: "AWS::DynamoDB::Table",
    properties: {
      ...tableDefinition,
      StreamSpecification: { StreamViewType: tableExtras.stream },
      TimeToLiveSpecification: { AttributeName: tableExtras.ttlAttribute, Enabled: true },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: tableExtras.pointInTimeRecovery },
      SSESpecification: { SSEEnabled: true, SSEType: "KMS", KMSMasterKeyId: key.keyArn },
      DeletionProtectionEnabled: true
    }
  })
  table.applyRemovalPolicy(RemovalPolicy.RETAIN)
  return {
    name: table.ref,
    arn: Token.asString(table.getAtt("Arn")),
    streamArn: Token.asString(table.getAtt("StreamArn")),
    keyArn: key.keyArn
  }
}
export type WorkflowTable = ReturnType<typeof workflowTable>
