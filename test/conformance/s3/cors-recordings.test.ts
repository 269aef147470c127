import { expect, test } from "vitest";
import type { WireResponse } from "../../../runtime/core/wire.ts";
import { PLACE } from "../recorded-answer.ts";
import { readRecording, RecordingMatcher } from "../recording.ts";
import { loosened } from "./loosened.ts";
import { parsed, textOf, type WireCaller, wireCaller } from "./wire-caller.ts";

/** What a recorded step was asked with. */
type Step = readonly [
  name: string,
  method: string,
  path: string,
  headers: Readonly<Record<string, string>>,
  rules?: string,
];

const ORIGIN = "https://localhost:4200";
const ACRM = "access-control-request-method";
const ACRH = "access-control-request-headers";

const rule = (origin: string, methods: readonly string[], more = ""): string =>
  `<CORSConfiguration><CORSRule><AllowedOrigin>${origin}</AllowedOrigin>${methods
    .map((method) => `<AllowedMethod>${method}</AllowedMethod>`)
    .join("")}${more}</CORSRule></CORSConfiguration>`;
const ANY_HEADER = "<MaxAgeSeconds>3000</MaxAgeSeconds><AllowedHeader>*</AllowedHeader>";
const SOME_HEADERS = ["x-amz-expected-bucket-owner", "x-amz-server-side-encryption-customer-algorithm"]
  .concat("x-AMZ-server-SIDE-encryption")
  .map((name) => `<AllowedHeader>${name}</AllowedHeader>`)
  .join("");

const ONE_ORIGIN = rule(ORIGIN, ["GET", "PUT"], ANY_HEADER);
const EVERY_ORIGIN = rule("*", ["GET", "PUT"], ANY_HEADER);
const GET_ONLY = rule(ORIGIN, ["GET"], ANY_HEADER);
const GET_SOME_HEADERS = rule(ORIGIN, ["GET"], `<MaxAgeSeconds>3000</MaxAgeSeconds>${SOME_HEADERS}`);
const PARTIAL = rule("http://*.origin.com", ["GET", "PUT"], ANY_HEADER);
const EXPOSED = ["x-amz-id-2", "x-amz-request-id", "x-amz-request-payer"]
  .map((name) => `<ExposeHeader>${name}</ExposeHeader>`)
  .join("");

/** `/key` holds `test-cors`. The rules of a step stay for those after it. */
const TESTS: Readonly<Record<string, readonly Step[]>> = {
  cors_match_origins: [
    ["opt-no-origin", "OPTIONS", "/key", {}, ONE_ORIGIN],
    ["get-no-origin", "GET", "/key", {}],
    ["opt-referer", "OPTIONS", "/key", { referer: ORIGIN, [ACRM]: "PUT" }],
    ["get-referer", "GET", "/key", { referer: ORIGIN }],
    ["opt-right-origin", "OPTIONS", "/key", { origin: ORIGIN, [ACRM]: "PUT" }],
    ["get-right-origin", "GET", "/key", { origin: ORIGIN }],
    ["opt-wrong-origin", "OPTIONS", "/key", { origin: "http://localhost:4200", [ACRM]: "PUT" }],
    ["get-wrong-origin", "GET", "/key", { origin: "http://localhost:4200" }],
    ["opt-random-wildcard-origin", "OPTIONS", "/key", { origin: "http://random:1234", [ACRM]: "PUT" }, EVERY_ORIGIN],
    ["get-random-wildcard-origin", "GET", "/key", { origin: "http://random:1234" }],
  ],
  cors_match_methods: [
    ["opt-get", "OPTIONS", "/key", { origin: ORIGIN, [ACRM]: "GET" }, GET_ONLY],
    ["get-wrong-op", "GET", "/key", { origin: ORIGIN, [ACRM]: "PUT" }],
    ["get-op", "GET", "/key", { origin: ORIGIN }],
    ["opt-put", "OPTIONS", "/new", { origin: ORIGIN, [ACRM]: "PUT" }],
    ["put-op", "PUT", "/new", { origin: ORIGIN }],
  ],
  cors_match_headers: [
    ["opt-get", "OPTIONS", "/key", { origin: ORIGIN, [ACRM]: "GET", [ACRH]: "x-amz-request-payer" }, GET_ONLY],
    [
      "opt-get-two",
      "OPTIONS",
      "/key",
      { origin: ORIGIN, [ACRM]: "GET", [ACRH]: "x-amz-request-payer, x-amz-expected-bucket-owner" },
    ],
    ["get-op", "GET", "/key", { origin: ORIGIN, "x-amz-request-payer": "requester" }],
    [
      "opt-get-non-allowed",
      "OPTIONS",
      "/key",
      { origin: ORIGIN, [ACRM]: "GET", [ACRH]: "x-amz-request-payer" },
      GET_SOME_HEADERS,
    ],
    ["opt-get-allowed", "OPTIONS", "/key", { origin: ORIGIN, [ACRM]: "GET", [ACRH]: "x-amz-expected-bucket-owner" }],
    [
      "opt-get-allowed-diff-casing",
      "OPTIONS",
      "/key",
      { origin: ORIGIN, [ACRM]: "GET", [ACRH]: "x-AMZ-expected-BUCKET-owner, x-amz-server-side-encryption" },
    ],
    [
      "opt-get-allowed-no-space",
      "OPTIONS",
      "/key",
      { origin: ORIGIN, [ACRM]: "GET", [ACRH]: "x-amz-expected-bucket-owner,x-amz-server-side-encryption" },
    ],
    ["get-non-allowed-with-acl", "GET", "/key", { origin: ORIGIN, [ACRH]: "x-amz-request-payer" }],
    ["get-non-allowed", "GET", "/key", { origin: ORIGIN, "x-amz-request-payer": "requester" }],
  ],
  cors_expose_headers: [
    ["opt-get", "OPTIONS", "/key", { origin: "localhost:4566", [ACRM]: "GET" }, rule("*", ["GET"], EXPOSED)],
  ],
  put_cors_default_values: [
    ["opt-get", "OPTIONS", "/key", { origin: "localhost:4566", [ACRM]: "GET" }, rule("*", ["GET"])],
    ["opt-get-headers", "OPTIONS", "/key", { origin: "localhost:4566", [ACRM]: "GET", [ACRH]: "x-amz-request-payer" }],
  ],
  cors_options_match_partial_origin: [
    ["options_match_partial_origin", "OPTIONS", "/", { origin: "http://test.origin.com", [ACRM]: "GET" }, PARTIAL],
  ],
  cors_options_fails_partial_origin: [
    ["options_fails_partial_origin", "OPTIONS", "/", { origin: "http://test.origin.com/", [ACRM]: "GET" }, PARTIAL],
  ],
};

/** What the connection adds to an answer. */
const OF_CONNECTION = new Set(["connection", "content-length", "date", "transfer-encoding"]);

function byLowerCase(headers: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  return Object.fromEntries(entries.filter(([name]) => !OF_CONNECTION.has(name)));
}

async function toRecorded(response: WireResponse): Promise<object> {
  const text = await textOf(response);
  const Body = text.startsWith("<?xml") ? parsed(text) : text;
  return { Body, Headers: byLowerCase(response.headers), StatusCode: response.status };
}

function wantedOf(recorded: unknown): unknown {
  const step = recorded as { readonly Headers: Record<string, string> };
  const { "Last-Modified": _, ...headers } = step.Headers;
  const wanted = JSON.stringify({ ...step, Headers: byLowerCase(headers) });
  // The matcher's tokens have no digits in their names.
  return loosened(JSON.parse(wanted.replaceAll("<x-amz-id-2:", "<host-id:")), new Set());
}

async function withObject(): Promise<WireCaller> {
  const caller = await wireCaller();
  await caller.send("PUT", "/key", { body: "test-cors" });
  return caller;
}

test.each(Object.entries(TESTS))("%s: answers as AWS did when it was recorded", async (name, steps) => {
  const recorded = readRecording(`s3-api/s3_cors--TestS3Cors.${name}`).get("") ?? {};
  const caller = await withObject();
  const differences: string[] = [];
  for (const [step, method, path, headers, rules] of steps) {
    if (rules !== undefined) await caller.send("PUT", "/?cors", { body: rules });
    const answer = (await toRecorded(await caller.send(method, path, { headers }))) as {
      Headers: Record<string, string>;
    };
    delete answer.Headers["last-modified"];
    differences.push(...new RecordingMatcher(PLACE).differences(wantedOf(recorded[step]), answer, step));
  }
  expect(differences).toEqual([]);
});

test.each([
  ["cors_http_options_no_config", "options-no-origin", {}],
  ["cors_http_options_no_config", "options-with-origin-and-method", { origin: "http://a.org", [ACRM]: "PUT" }],
  ["cors_http_options_no_config", "options-with-origin-no-method", { origin: "http://a.org" }],
  ["cors_http_options_non_existent_bucket", "options-no-origin", {}],
  ["cors_http_options_non_existent_bucket", "options-with-origin", { origin: "http://a.org" }],
])("%s: %s", async (name, step, headers) => {
  const recorded = readRecording(`s3-api/s3_cors--TestS3Cors.${name}`).get("") ?? {};
  const host = name.includes("non_existent") ? { host: "no-such-bucket.s3.amazonaws.com" } : {};
  const answer = await (await wireCaller()).send("OPTIONS", "/key", { headers: { ...headers, ...host } });
  const document = parsed(await textOf(answer)) as { Error: Record<string, unknown> };
  const wanted = recorded[step] as { readonly Error: Record<string, unknown> };
  const volatile = { HostId: "-", RequestId: "-" };
  expect({ ...document.Error, ...volatile }).toEqual({ ...wanted.Error, ...volatile });
});
