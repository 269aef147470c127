import * as z from "zod/mini";
import { AwsError } from "../../runtime/core/errors.ts";
import type { WireRequest, WireResponse } from "../../runtime/core/wire.ts";
import type { Guard } from "../../runtime/http/guard.ts";
import type { Route } from "../../runtime/http/routes.ts";

/** What an endpoint was asked, checked. */
export interface Asked<Query, Body> {
  readonly query: Query;
  readonly body: Body;
  /** The body as it came. */
  readonly text: string;
  /** The parts of the path that vary, decoded. */
  readonly path: Readonly<Record<string, string>>;
}

/** One question of the control API: what it takes, what it answers, and who answers it. */
export interface Endpoint<Query = unknown, Body = unknown, Answer = unknown> {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** `{name}` stands for one part that varies. */
  readonly path: string;
  /** One sentence. */
  readonly summary: string;
  readonly query?: z.ZodMiniType<Query>;
  /** JSON. */
  readonly body?: z.ZodMiniType<Body>;
  readonly answer: z.ZodMiniType<Answer>;
  readonly maxBodyBytes?: number;
  run(asked: Asked<Query, Body>): Answer | Promise<Answer>;
}

/** An endpoint whose types have been checked. */
export type AnyEndpoint = Endpoint<never, never>;

/** Checks that an endpoint fits its schemas. */
export function endpoint<Query, Body, Answer>(one: Endpoint<Query, Body, Answer>): AnyEndpoint {
  return one as unknown as AnyEndpoint;
}

/** An answer that is none: what was asked for is wrong or is not there. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  /** Members of the answer besides `code` and `message`: `advice` for people. */
  readonly members: Readonly<Record<string, unknown>>;

  constructor(status: number, code: string, message: string, members: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.members = members;
  }
}

/** Rows of the server's table. Endpoints whose paths begin alike up to a part that varies share one. */
export function routesOf(endpoints: readonly AnyEndpoint[], guard: Guard): Route[] {
  const rows = new Map<string, AnyEndpoint[]>();
  for (const one of endpoints) {
    const key = `${one.method} ${patternOf(one.path)}`;
    rows.set(key, [...(rows.get(key) ?? []), one]);
  }
  return [...rows.values()].flatMap((alike) => {
    const [first] = alike;
    if (first === undefined) return [];
    const bytes = alike.flatMap(({ maxBodyBytes }) => maxBodyBytes ?? []);
    const limit = bytes.length === 0 ? {} : { maxBodyBytes: Math.max(...bytes) };
    const handler = (request: WireRequest): Promise<WireResponse> => answer(alike, request);
    return { method: first.method, pattern: patternOf(first.path), guard, ...limit, handler };
  });
}

export function json(status: number, value: unknown): WireResponse {
  return { status, headers: { "Content-Type": "application/json" }, body: JSON.stringify(value) };
}

function patternOf(path: string): string {
  const brace = path.indexOf("{");
  return brace < 0 ? path : `${path.slice(0, brace)}*`;
}

async function answer(alike: readonly AnyEndpoint[], request: WireRequest): Promise<WireResponse> {
  try {
    const [pathText = ""] = request.url.split("?");
    for (const one of alike) {
      const path = pathParts(one.path, pathText);
      if (path === undefined) continue;
      const query = parsed(one.query, queryOf(request.url), "The query") as never;
      const body = parsed(one.body, one.body && bodyOf(request), "The body") as never;
      return json(200, await one.run({ query, body, path, text: request.body.toString("utf8") }));
    }
    return json(404, { code: "NOT_FOUND", message: "There is no such page." });
  } catch (error) {
    return failed(error);
  }
}

function failed(error: unknown): WireResponse {
  if (error instanceof ApiError) {
    const { status, code, message, members } = error;
    return json(status, { code, message, ...members });
  }
  if (error instanceof AwsError) return json(error.status ?? 400, { code: error.code, message: error.message });
  throw error;
}

/** The varying parts of a path, or `undefined` when it is another one's. */
function pathParts(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split("/");
  const given = path.split("/");
  if (wanted.length !== given.length) return undefined;
  const parts: Record<string, string> = {};
  for (const [place, want] of wanted.entries()) {
    const have = decoded(given[place] ?? "");
    const name = /^\{(\w+)\}$/.exec(want)?.[1];
    if (have === undefined || (name === undefined && want !== have)) return undefined;
    if (name !== undefined) parts[name] = have;
  }
  return parts;
}

function queryOf(url: string): Record<string, string> {
  const start = url.indexOf("?");
  return start < 0 ? {} : Object.fromEntries(new URLSearchParams(url.slice(start + 1)));
}

function bodyOf({ body }: WireRequest): unknown {
  const text = body.length === 0 ? "{}" : body.toString("utf8");
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError(400, "INVALID_REQUEST", "The body is not JSON.");
  }
}

function parsed(schema: z.ZodMiniType | undefined, value: unknown, what: string): unknown {
  if (schema === undefined) return undefined;
  const result = z.safeParse(schema, value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const place = issue?.path.join(".") ?? "";
  const message = `${what} is not as it should be${place === "" ? "" : ` at ${place}`}: ${issue?.message ?? ""}`;
  throw new ApiError(400, "INVALID_REQUEST", message);
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
