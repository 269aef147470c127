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
  const named: Record<string, Json> = {};
  for (const one of endpoints) {
    const operations = (paths[one.path] ??= {});
    operations[one.method.toLowerCase()] = operationOf(one, named);
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "lambdaloop control API",
      version,
      description: "What a running lambdaloop answers besides AWS's own APIs. Only for callers on the same machine.",
    },
    paths,
    components: { schemas: named },
  };
}

/** @param named gets the schemas that have a name */
function operationOf({ summary, path, query, body, answer }: AnyEndpoint, named: Record<string, Json>): Json {
  const parameters = [...pathParameters(path), ...(query === undefined ? [] : queryParameters(schemaOf(query, named)))];
  return {
    summary,
    ...(parameters.length > 0 && { parameters }),
    ...(body !== undefined && { requestBody: { content: content(schemaOf(body, named)) } }),
    responses: {
      200: { description: "The answer.", content: content(schemaOf(answer, named)) },
      default: { description: "It could not be answered.", content: content(schemaOf(ERROR, named)) },
    },
  };
}

function content(schema: Json): Json {
  return { "application/json": { schema } };
}

/** Where JSON Schema has the named ones, and where OpenAPI wants them. */
const PLACES = ["#/$defs/", "#/components/schemas/"] as const;

function schemaOf(schema: z.ZodMiniType, named: Record<string, Json>): Json {
  // The same for input and output: no schema here changes what it reads.
  const text = JSON.stringify(z.toJSONSchema(schema, { io: "input", reused: "inline" })).replaceAll(...PLACES);
  const { $schema: _, $defs = {}, ...rest } = JSON.parse(text) as Json & { readonly $defs?: Record<string, Json> };
  Object.assign(named, $defs);
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

function queryParameters(query: Json): Json[] {
  const { properties = {}, required = [] } = query as {
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
