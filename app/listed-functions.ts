import type { EventRouter } from "../events/index.ts";
import type { CodeHost } from "./code-host.ts";
import type { FunctionDefinition } from "../runtime/core/function-definition.ts";
import { parseArn } from "../runtime/core/arn.ts";
import type { Services } from "./services.ts";

/** A function of the running instance as the command line shows it. */
export interface ListedFunction {
  readonly functionName: string;
  readonly functionArn: string;
  readonly runtime: string;
  readonly handler: string;
  /** `project`: its own sources; `uploaded`: an archive; else the watched folder. */
  readonly code: string;
  readonly state: "building" | "ready" | "broken";
  readonly generation: number;
  readonly environments: number;
  /** What calls it, each as service and name: `sqs orders`, `url http://...`. */
  readonly sources: readonly string[];
  readonly logGroup: string;
}

interface Parts {
  readonly host: CodeHost;
  readonly router: EventRouter;
  readonly services: Services;
}

/** All functions by name, with the sources of their events. */
export function listFunctions({ host, router, services }: Parts): ListedFunction[] {
  const sources = sourcesByFunction(router, services);
  return host
    .list()
    .map(({ definition, functionArn, state, generation, environments }) => ({
      functionName: definition.functionName,
      functionArn,
      runtime: definition.runtime,
      handler: definition.handler,
      code: codeOf(definition),
      state,
      generation,
      environments,
      sources: sources.get(functionArn) ?? [],
      logGroup: definition.logging?.logGroup ?? `/aws/lambda/${definition.functionName}`,
    }))
    .toSorted((a, b) => (a.functionName < b.functionName ? -1 : 1));
}

function codeOf({ code }: FunctionDefinition): string {
  if (code === undefined) return "project";
  return code.watch ? code.folder : "uploaded";
}

/** By unqualified ARN of the function. */
function sourcesByFunction(router: EventRouter, services: Services): Map<string, string[]> {
  const sources = new Map<string, string[]>();
  const all = [...polled(router), ...subscribed(services), ...notified(services), ...requested(services)];
  for (const { functionArn, source } of all) {
    const name = unqualified(functionArn);
    sources.set(name, [...(sources.get(name) ?? []), source]);
  }
  return sources;
}

interface Source {
  readonly functionArn: string;
  readonly source: string;
}

function polled({ mappings }: EventRouter): Source[] {
  return mappings.list().map(({ FunctionArn, EventSourceArn }) => {
    const { service = "", resource = EventSourceArn } = parseArn(EventSourceArn) ?? {};
    return { functionArn: FunctionArn, source: `${service} ${resource}` };
  });
}

function subscribed({ sns }: Services): Source[] {
  return [...sns.subscriptions()]
    .filter(({ protocol }) => protocol === "lambda")
    .map(({ endpoint, topic }) => ({
      functionArn: endpoint,
      source: `sns ${parseArn(topic.arn)?.resource ?? topic.arn}`,
    }));
}

function notified({ s3 }: Services): Source[] {
  return s3.buckets().flatMap((bucket) => {
    const { LambdaFunctionConfigurations = [] } = s3.notificationsOf(bucket);
    return LambdaFunctionConfigurations.map(({ LambdaFunctionArn = "" }) => ({
      functionArn: LambdaFunctionArn,
      source: `s3 ${bucket.name}`,
    }));
  });
}

function requested({ lambda }: Services): Source[] {
  return lambda.list().flatMap(({ functionArn, urls }) => urls.map((url) => ({ functionArn, source: `url ${url}` })));
}

function unqualified(functionArn: string): string {
  return functionArn.split(":").slice(0, 7).join(":");
}
