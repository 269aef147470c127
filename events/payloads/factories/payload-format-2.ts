import type { APIGatewayProxyEventV2 } from "aws-lambda";
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

export interface HttpApiInput extends HttpRequestInput {
  readonly apiId?: string | undefined;
  /** `POST /orders/{id}`; `$default` by default. */
  readonly routeKey?: string | undefined;
  readonly pathParameters?: Readonly<Record<string, string>> | undefined;
  readonly stageVariables?: Readonly<Record<string, string>> | undefined;
  /** `requestContext.authorizer`, for example `{ jwt: { claims: {}, scopes: [] } }`. */
  readonly authorizer?: unknown;
  readonly requestId?: string | undefined;
}

/**
 * The event of an HTTP API (API Gateway v2, payload format 2.0), at its `$default` stage. Members and their order from a real one
 * (apigw/sample--powertools-ts--apigw-http-no-auth).
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function apiGatewayV2Event(input: HttpApiInput, scene: Scene): BuiltEvent<APIGatewayProxyEventV2> {
  const id = input.apiId ?? apiId(scene, 10);
  const domainName = `${id}.execute-api.${scene.region}.amazonaws.com`;
  const { routeKey, pathParameters, stageVariables, authorizer } = input;
  return built(
    payloadFormat2(input, received(input, domainName, scene), {
      accountId: scene.accountId,
      domainName,
      requestId: input.requestId ?? extendedRequestId(scene),
      routeKey,
      pathParameters,
      stageVariables,
      authorizer,
    }),
  );
}

interface Surroundings {
  readonly accountId: string;
  readonly domainName: string;
  readonly requestId: string;
  readonly routeKey?: string | undefined;
  readonly pathParameters?: Readonly<Record<string, string>> | undefined;
  readonly stageVariables?: Readonly<Record<string, string>> | undefined;
  readonly authorizer?: unknown;
}

/** The members of payload format 2.0 in their order, for HTTP APIs and function URLs, made up or received. */
export function payloadFormat2(
  { cookies = [] }: Pick<HttpRequestInput, "cookies">,
  request: ReceivedRequest,
  around: Surroundings,
): APIGatewayProxyEventV2 {
  const { method, path, query, body, sourceIp, userAgent, at } = request;
  const { routeKey = "$default", domainName, requestId, accountId } = around;
  const domainPrefix = domainName.slice(0, domainName.indexOf("."));
  return {
    version: "2.0",
    routeKey,
    rawPath: path,
    rawQueryString: query,
    ...(cookies.length === 0 ? {} : { cookies: [...cookies] }),
    headers: joined(request.headers.map(([name, value]) => [name.toLowerCase(), value])),
    ...(query === "" ? {} : { queryStringParameters: joined(queryEntries(query)) }),
    requestContext: {
      accountId,
      apiId: domainPrefix,
      ...(around.authorizer === undefined ? {} : { authorizer: around.authorizer }),
      domainName,
      domainPrefix,
      http: { method, path, protocol: "HTTP/1.1", sourceIp, userAgent },
      requestId,
      routeKey,
      stage: "$default",
      time: requestTime(at),
      timeEpoch: at,
    },
    ...(around.pathParameters === undefined ? {} : { pathParameters: { ...around.pathParameters } }),
    ...(body === undefined ? {} : { body }),
    isBase64Encoded: request.isBase64Encoded,
    ...(around.stageVariables === undefined ? {} : { stageVariables: { ...around.stageVariables } }),
  };
}

/** "Format 2.0 [...] Duplicate headers are combined with commas", and so are query parameters. */
function joined(entries: Iterable<readonly [string, string]>): Record<string, string> {
  return Object.fromEntries([...grouped(entries)].map(([name, values]) => [name, values.join(",")]));
}
