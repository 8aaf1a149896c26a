import { Aws } from "aws-cdk-lib"
import { CfnSecurityGroup, CfnSecurityGroupIngress, CfnVPCEndpoint } from "aws-cdk-lib/aws-ec2"
import type { Construct } from "constructs"
import type { Parameters } from "./parameters.ts"

const everywhere = "0.0.0.0/0"
const https = { ipProtocol: "tcp", fromPort: 443, toPort: 443 }

/** Where the functions that reach PostgreSQL stand, and the ways out of there that they need. */
export const network = (scope: Construct, parameters: Parameters) => {
  const {
    databasePort: port,
    databaseSecurityGroupId,
    makesEndpoints,
    makesMailEndpoint,
    routeTableIds,
    subnetIds,
    vpcId
  } = parameters
  const functions = new CfnSecurityGroup(scope, "FunctionsSecurityGroup", {
    groupDescription: "The enrollment functions that reach PostgreSQL",
    vpcId,
    securityGroupEgress: [
      { ...https, cidrIp: everywhere, description: "DynamoDB, Secrets Manager, SES" },
      {
        ipProtocol: "tcp",
        fromPort: port,
        toPort: port,
        destinationSecurityGroupId: databaseSecurityGroupId,
        description: "PostgreSQL"
      }
    ]
  })
  new CfnSecurityGroupIngress(scope, "DatabaseIngress", {
    groupId: databaseSecurityGroupId,
    ipProtocol: "tcp",
    fromPort: port,
    toPort: port,
    sourceSecurityGroupId: functions.attrGroupId,
    description: "The enrollment functions"
  })
  const door = new CfnSecurityGroup(scope, "SecretsSecurityGroup", {
    groupDescription: "The endpoints of Secrets Manager and SES, for the enrollment functions",
    vpcId,
    securityGroupIngress: [{ ...https, sourceSecurityGroupId: functions.attrGroupId }]
  })
  const endpoints = [
    new CfnVPCEndpoint(scope, "DynamodbEndpoint", {
      vpcId,
      serviceName: `com.amazonaws.${Aws.REGION}.dynamodb`,
      vpcEndpointType: "Gateway",
      routeTableIds
    }),
    new CfnVPCEndpoint(scope, "SecretsEndpoint", {
      vpcId,
      serviceName: `com.amazonaws.${Aws.REGION}.secretsmanager`,
      vpcEndpointType: "Interface",
      privateDnsEnabled: true,
      subnetIds,
      securityGroupIds: [door.attrGroupId]
    })
  ]
  const mail = new CfnVPCEndpoint(scope, "MailEndpoint", {
    vpcId,
    serviceName: `com.amazonaws.${Aws.REGION}.email`,
    vpcEndpointType: "Interface",
    privateDnsEnabled: true,
    subnetIds,
    securityGroupIds: [door.attrGroupId]
  })
  mail.cfnOptions.condition = makesMailEndpoint
  for (const each of [door, ...endpoints]) each.cfnOptions.condition = makesEndpoints
  return { subnetIds, securityGroupIds: [functions.attrGroupId] }
}
export type Network = ReturnType<typeof network>
