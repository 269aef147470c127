import type { APIGatewayProxyEvent } from "aws-lambda";
import {
  apiId,
  extendedRequestId,
  grouped,
  type HttpRequestInput,
  queryEntries,
  received,
  type ReceivedRequest,
  requestTime,
} from "./http-request.ts";
import { built, type BuiltEvent, type Scene } from "./scene.ts";

export interface RestApiInput extends HttpRequestInput {
  readonly apiId?: string | undefined;
  readonly stage?: string | undefined;
  /** `/orders/{id}`; `/{proxy+}` by default. */
  readonly resource?: string | undefined;
  /** By default what `{proxy+}` stands for. */
  readonly pathParameters?: Readonly<Record<string, string>> | undefined;
  readonly stageVariables?: Readonly<Record<string, string>> | undefined;
  /** `requestContext.authorizer`. */
  readonly authorizer?: Readonly<Record<string, unknown>> | undefined;
  readonly requestId?: string | undefined;
}

/**
 * The event of a REST API's Lambda proxy integration (API Gateway v1). Members as recorded in
 * apigateway_lambda--lambda_aws_proxy_integration, their order from a real one (apigw/sample--powertools-ts--apigw-rest-no-auth):
 * headers in the client's spelling, `null` for what is empty, the stage only in `requestContext.path`.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
 */
export function apiGatewayProxyEvent(input: RestApiInput, scene: Scene): BuiltEvent<APIGatewayProxyEvent> {
  const id = input.apiId ?? apiId(scene, 10);
  const domainName = `${id}.execute-api.${scene.region}.amazonaws.com`;
  const request = received(input, domainName, scene);
  // Recorded: slashes before the resource go, except from `requestContext.path`; the parameter of `{proxy+}` has none at its end.
  const path = request.path.replace(/^\/+/, "/");
  const resource = input.resource ?? (path === "/" ? "/" : "/{proxy+}");
  const proxied = resource === "/{proxy+}" ? { proxy: path.slice(1).replace(/\/$/, "") } : {};
  // Recorded: a REST API passes no Content-Length on.
  const headers = grouped(request.headers.filter(([name]) => name.toLowerCase() !== "content-length"));
  const query = grouped(queryEntries(request.query));
  return built({
    resource,
    path,
    httpMethod: request.method,
    headers: lastOf(headers),
    multiValueHeaders: Object.fromEntries(headers),
    queryStringParameters: nullWhenEmpty(lastOf(query)),
    multiValueQueryStringParameters: nullWhenEmpty(Object.fromEntries(query)),
    pathParameters: nullWhenEmpty(input.pathParameters ?? proxied),
    stageVariables: nullWhenEmpty(input.stageVariables ?? {}),
    requestContext: requestContext(input, request, { resource, domainName }, scene),
    body: request.body ?? null,
    isBase64Encoded: request.isBase64Encoded,
  });
}

type RequestContext = APIGatewayProxyEvent["requestContext"];

function requestContext(
  input: RestApiInput,
  request: ReceivedRequest,
  { resource, domainName }: { readonly resource: string; readonly domainName: string },
  scene: Scene,
): RequestContext {
  const { stage = "prod", authorizer } = input;
  const random = scene.random.fork("rest api");
  const domainPrefix = domainName.slice(0, domainName.indexOf("."));
  const context = {
    resourceId: random.hex(3),
    ...(authorizer === undefined ? {} : { authorizer }),
    resourcePath: resource,
    httpMethod: request.method,
    extendedRequestId: extendedRequestId(scene),
    requestTime: requestTime(request.at),
    path: `/${stage}${request.path}`,
    accountId: scene.accountId,
    protocol: "HTTP/1.1",
    stage,
    domainPrefix,
    requestTimeEpoch: request.at,
    requestId: input.requestId ?? random.uuid(),
    identity: {
      cognitoIdentityPoolId: null,
      accountId: null,
      cognitoIdentityId: null,
      caller: null,
      sourceIp: request.sourceIp,
      principalOrgId: null,
      accessKey: null,
      cognitoAuthenticationType: null,
      cognitoAuthenticationProvider: null,
      userArn: null,
      userAgent: request.userAgent,
      user: null,
    },
    domainName,
    deploymentId: random.hex(3),
    apiId: domainPrefix,
  };
  // The community types want `apiKey`, `apiKeyId` and `clientCert`, which no event without them has, and do not know `deploymentId`.
  return context as unknown as RequestContext;
}

/** Of values that come more than once, the last is in the plain members. */
function lastOf(groups: ReadonlyMap<string, readonly string[]>): Record<string, string> {
  return Object.fromEntries([...groups].map(([name, values]) => [name, values.at(-1) ?? ""]));
}

function nullWhenEmpty<Members extends object>(members: Members): Members | null {
  return Object.keys(members).length === 0 ? null : members;
}
