import { AccessLogFormat } from "aws-cdk-lib/aws-apigateway"
import {
  HttpApi,
  HttpMethod,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  LogGroupLogDestination
} from "aws-cdk-lib/aws-apigatewayv2"
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations"
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs"
import type { Construct } from "constructs"
import { provisionerRoutes } from "../src/runtimes/lambda/routes.ts"
import type { Functions } from "./functions.ts"

/** Routes and durations: no path, no address, nothing of anybody. */
const accessLog = JSON.stringify({
  request_id: "$context.requestId",
  route: "$context.routeKey",
  status: "$context.status",
  latency_ms: "$context.responseLatency",
  integration_status: "$context.integrationStatus"
})

/** The API: the routes that need PostgreSQL go to the provisioner, all others to the function for requests. */
export const httpApi = (scope: Construct, { http, provisioner }: Functions) => {
  const httpApi = new HttpApi(scope, "Api", {
    apiName: "tsa-enrollment",
    createDefaultStage: false,
    defaultIntegration: new HttpLambdaIntegration("HttpIntegration", http.function)
  })
  const integration = new HttpLambdaIntegration("ProvisionerIntegration", provisioner.function)
  provisionerRoutes.forEach((route, index) => {
    const [method, path] = route.split(" ") as [HttpMethod, string]
    new HttpRoute(scope, `ProvisionerRoute${index}`, {
      httpApi,
      integration,
      routeKey: HttpRouteKey.with(path, method)
    })
  })
  const logGroup = new LogGroup(scope, "ApiLogs", { retention: RetentionDays.THREE_MONTHS })
  new HttpStage(scope, "Stage", {
    httpApi,
    // Another name would stay in the path that the functions see.
    stageName: "$default",
    autoDeploy: true,
    throttle: { rateLimit: 500, burstLimit: 1000 },
    accessLogSettings: { destination: new LogGroupLogDestination(logGroup), format: AccessLogFormat.custom(accessLog) }
  })
  return httpApi
}
