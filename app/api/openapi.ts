import * as z from "zod/mini";
import { version } from "../version.ts";
import type { AnyEndpoint } from "./endpoint.ts";

type Json = Readonly<Record<string, unknown>>;

const ERROR = z.looseObject({ code: z.optional(z.string()), message: z.string(), advice: z.optional(z.string()) });

/**
 * The endpoints as an OpenAPI document, made from their schemas.
 *
 * @see https://spec.openapis.org/oas/v3.1.0
 */
export function openApiOf(endpoints: readonly AnyEndpoint[]): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const one of endpoints) {
    const operations = (paths[one.path] ??= {});
    operations[one.method.toLowerCase()] = operationOf(one);
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "lambdaloop control API",
      version,
      description: "What a running lambdaloop answers besides AWS's own APIs. Only for callers on the same machine.",
    },
    paths,
  };
}

function operationOf({ summary, path, query, body, answer }: AnyEndpoint): Json {
  const parameters = [...pathParameters(path), ...(query === undefined ? [] : queryParameters(query))];
  return {
    summary,
    ...(parameters.length > 0 && { parameters }),
    ...(body !== undefined && { requestBody: { content: content(schemaOf(body)) } }),
    responses: {
      200: { description: "The answer.", content: content(schemaOf(answer)) },
      default: { description: "It could not be answered.", content: content(schemaOf(ERROR)) },
    },
  };
}

function content(schema: Json): Json {
  return { "application/json": { schema } };
}

function schemaOf(schema: z.ZodMiniType): Json {
  // The same for input and output: no schema here changes what it reads. Functions of optional members have no `undefined` in JSON.
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: "input", reused: "inline" });
  return rest;
}

function pathParameters(path: string): Json[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
}

function queryParameters(query: z.ZodMiniType): Json[] {
  const { properties = {}, required = [] } = schemaOf(query) as {
    properties?: Readonly<Record<string, Json>>;
    required?: readonly string[];
  };
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: "query",
    required: required.includes(name),
    schema,
  }));
}
