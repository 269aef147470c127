import { describe, expect, test } from "vitest";
import {
  apiGatewayProxyEvent,
  apiGatewayV2Event,
  functionUrlEvent,
  type HttpRequestInput,
} from "../../../events/payloads/factories/index.ts";
import { readRecorded, recorded, scene } from "./recorded.ts";

interface RestEvent {
  readonly resource: string;
  readonly path: string;
  readonly httpMethod: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly multiValueHeaders: Readonly<Record<string, readonly string[] | string>>;
  readonly multiValueQueryStringParameters: Readonly<Record<string, readonly string[]>> | null;
  readonly pathParameters: Readonly<Record<string, string>> | null;
  readonly stageVariables: Readonly<Record<string, string>> | null;
  readonly body: string | null;
  readonly requestContext: RestContext;
}

interface RestContext {
  readonly apiId: string;
  readonly stage: string;
  readonly path: string;
  readonly accountId: string;
  readonly domainName: string;
  readonly requestId: string;
  readonly requestTime: string;
  readonly requestTimeEpoch: number | string;
  readonly resourceId: string;
  readonly deploymentId: string;
  readonly extendedRequestId: string;
  readonly identity: Readonly<Record<string, string | null>>;
}

const restEvents = recorded<RestEvent>(
  ["apigw"],
  ({ resource, httpMethod, requestContext }) =>
    typeof resource === "string" && typeof httpMethod === "string" && requestContext !== undefined,
);

/** The recorder shows JSON bodies parsed. */
function bodyText({ body }: RestEvent): string | null {
  const given: unknown = body;
  return typeof given === "string" || given === null ? given : JSON.stringify(given);
}

/** What the client sent. */
function requestOf(event: RestEvent): HttpRequestInput {
  const query = Object.entries(event.multiValueQueryStringParameters ?? {}).flatMap(([name, values]) =>
    values.map((value) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`),
  );
  return {
    method: event.httpMethod,
    // As the client asked for it, behind the stage.
    path: event.requestContext.path.replace(`/${event.requestContext.stage}`, ""),
    query: query.join("&"),
    headers: Object.entries(event.multiValueHeaders).flatMap(([name, values]) =>
      (typeof values === "string" ? [values] : values).map((value): [string, string] => [name, value]),
    ),
    body: bodyText(event) ?? undefined,
    sourceIp: event.requestContext.identity["sourceIp"] ?? undefined,
    at: atOf(event.requestContext),
  };
}

const AT = Date.UTC(2024, 5, 17, 14, 48, 13, 506);

function atOf({ requestTimeEpoch }: RestContext): number {
  return typeof requestTimeEpoch === "number" ? requestTimeEpoch : AT;
}

/** What only AWS knows: compared as present, not by value. */
const MADE_UP = ["resourceId", "deploymentId", "extendedRequestId", "domainName", "domainPrefix", "apiId"] as const;

function comparable(event: RestEvent): unknown {
  const { requestContext, multiValueHeaders, ...rest } = event;
  const context: Record<string, unknown> = { ...requestContext };
  for (const name of MADE_UP) if (name in context) context[name] = "made up";
  for (const name of ["requestTime", "requestTimeEpoch"])
    if (String(context[name]).startsWith("<")) context[name] = "masked";
  return {
    ...rest,
    body: bodyText(event),
    multiValueHeaders: Object.fromEntries(
      Object.entries(multiValueHeaders).map(([name, values]) => [name, typeof values === "string" ? [values] : values]),
    ),
    requestContext: context,
  };
}

describe("requests that API Gateway passed to a function are built again", () => {
  test("there are recordings", () => {
    expect(restEvents.length).toBeGreaterThan(10);
  });

  test.each(restEvents)("REST API: $name", ({ value }) => {
    const { requestContext } = value;
    const { event } = apiGatewayProxyEvent(
      {
        ...requestOf(value),
        apiId: requestContext.apiId,
        stage: requestContext.stage,
        resource: value.resource,
        ...(value.resource === "/{proxy+}" ? {} : { pathParameters: value.pathParameters ?? {} }),
        stageVariables: value.stageVariables ?? {},
        requestId: requestContext.requestId,
      },
      scene({ accountId: requestContext.accountId }),
    );

    const built = comparable(event as unknown as RestEvent) as { requestContext: Record<string, unknown> };
    const expected = comparable(value) as { requestContext: Record<string, unknown> };
    for (const name of ["requestTime", "requestTimeEpoch"]) {
      if (expected.requestContext[name] === "masked") built.requestContext[name] = "masked";
    }
    expect(built).toEqual(expected);
  });

  test("the order of members of a real request", () => {
    const value = readRecorded("apigw/sample--powertools-ts--apigw-rest-no-auth.json") as RestEvent;
    const { requestContext } = value;
    const { text } = apiGatewayProxyEvent(
      {
        ...requestOf(value),
        apiId: requestContext.apiId,
        stage: requestContext.stage,
        resource: value.resource,
        requestId: requestContext.requestId,
        pathParameters: {},
      },
      scene({ accountId: requestContext.accountId }),
    );

    const { resourceId, deploymentId, extendedRequestId } = (JSON.parse(text) as RestEvent).requestContext;
    const context = { ...requestContext, resourceId, deploymentId, extendedRequestId };
    expect(text).toBe(JSON.stringify({ ...value, requestContext: context }));
  });
});

interface EventV2 {
  readonly routeKey: string;
  readonly rawPath: string;
  readonly rawQueryString: string;
  readonly cookies?: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
  readonly queryStringParameters?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly pathParameters?: Readonly<Record<string, string>>;
  readonly requestContext: {
    readonly accountId: string;
    readonly apiId: string;
    readonly domainName: string;
    readonly authorizer?: unknown;
    readonly requestId: string;
    readonly timeEpoch: number;
    readonly http: { readonly method: string; readonly sourceIp: string; readonly userAgent: string };
  };
}

function requestOfV2(event: EventV2): HttpRequestInput {
  const { http, timeEpoch } = event.requestContext;
  return {
    method: http.method,
    path: event.rawPath,
    query: event.rawQueryString,
    headers: Object.entries(event.headers),
    cookies: event.cookies,
    body: event.body,
    sourceIp: http.sourceIp,
    at: timeEpoch,
  };
}

/** Every header of a real request comes from somebody; what we would add is there already. */
function sorted(members: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(members).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

describe("requests in payload format 2.0 are built again", () => {
  test("an HTTP API's, byte for byte", () => {
    const value = readRecorded("apigw/sample--powertools-ts--apigw-http-no-auth.json") as EventV2;
    const { accountId, apiId, requestId, authorizer } = value.requestContext;
    const { text } = apiGatewayV2Event(
      { ...requestOfV2(value), apiId, requestId, authorizer, routeKey: value.routeKey },
      scene({ accountId }),
    );
    expect(text).toBe(JSON.stringify(value));
  });

  test("a function URL's, byte for byte but for the order of headers and the masked user agent", () => {
    const value = readRecorded("lambda/sample--powertools-ts--lambda-get-request.json") as EventV2;
    const { apiId, requestId, http } = value.requestContext;
    const { event } = functionUrlEvent(
      { ...requestOfV2(value), urlId: apiId, requestId },
      scene({ region: "us-east-1" }),
    );

    const { headers, ...rest } = event;
    const built = { ...rest, headers: sorted(headers as Record<string, string>) };
    const { headers: recordedHeaders, ...recordedRest } = value;
    // The headers of this capture are a browser's: a GET has no others, except `accept`, which it has.
    expect(built.headers).toEqual(sorted(recordedHeaders));
    const expected = JSON.stringify(recordedRest).replace(
      JSON.stringify(http.userAgent),
      JSON.stringify(recordedHeaders["user-agent"]),
    );
    expect(JSON.stringify(rest)).toBe(expected);
  });

  test("AWS's sample: duplicates are joined, cookies stand beside the headers", () => {
    const sample = readRecorded("apigw/sample--powertools-python--apiGatewayProxyV2Event.json") as EventV2;
    const { event } = apiGatewayV2Event({ ...requestOfV2(sample), pathParameters: sample.pathParameters }, scene());
    expect(event).toMatchObject({
      rawPath: sample.rawPath,
      rawQueryString: sample.rawQueryString,
      cookies: sample.cookies,
      queryStringParameters: sample.queryStringParameters,
      pathParameters: sample.pathParameters,
      body: sample.body,
    });
    expect(event.headers["header2"]).toBe("value1,value2");
  });
});
