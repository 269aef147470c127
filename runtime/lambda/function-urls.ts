import type { Scope } from "../core/arn.ts";
import type { Cors, FunctionUrlAuthType, InvokeMode } from "../protocol/generated/lambda.ts";
import type { FunctionRecord } from "./function-record.ts";
import { LATEST } from "./function-reference.ts";
import type { FunctionUrlSettings } from "./function-url-config.ts";
import type { Functions } from "./functions.ts";
import type { PolicyStatement } from "./policy.ts";

/** A function URL as those see it who serve it. */
export interface FunctionUrl extends Scope {
  readonly urlId: string;
  /** Of the function, with its alias when the URL is the alias's. */
  readonly functionArn: string;
  readonly authType: FunctionUrlAuthType;
  readonly invokeMode: InvokeMode;
  readonly cors: Cors | undefined;
  /** Whether the resource policy lets everybody invoke it: without that AWS answers 403, also with AuthType NONE. */
  readonly isPublic: boolean;
  /** A URL outlives its alias, and answers 403 then (recorded, lambda--TestLambdaURL.lambda_url_persists_after_alias_delete). */
  readonly hasTarget: boolean;
}

/** Finds function URLs by their ids; what was found is found at once the next time. */
export class FunctionUrls {
  readonly #functions: Functions;
  readonly #known = new Map<string, { readonly record: FunctionRecord; readonly qualifier: string }>();

  constructor(functions: Functions) {
    this.#functions = functions;
  }

  byId(urlId: string): FunctionUrl | undefined {
    const place = this.#placeOf(urlId);
    if (place === undefined) return undefined;
    const { record, qualifier } = place;
    const settings = record.urls.get(qualifier);
    return settings && toFunctionUrl(record, qualifier, settings);
  }

  #placeOf(urlId: string): { readonly record: FunctionRecord; readonly qualifier: string } | undefined {
    const known = this.#known.get(urlId);
    if (known !== undefined && this.#functions.byArn(known.record.arn) === known.record) {
      if (known.record.urls.get(known.qualifier)?.urlId === urlId) return known;
    }
    this.#known.delete(urlId);
    for (const record of this.#functions.all()) {
      for (const [qualifier, settings] of record.urls) {
        if (settings.urlId !== urlId) continue;
        const place = { record, qualifier };
        this.#known.set(urlId, place);
        return place;
      }
    }
    return undefined;
  }
}

function toFunctionUrl(record: FunctionRecord, qualifier: string, settings: FunctionUrlSettings): FunctionUrl {
  const { urlId, authType, invokeMode = "BUFFERED", cors } = settings;
  const statements = record.policies.get(qualifier)?.statements ?? [];
  return {
    urlId,
    ...record.scope,
    functionArn: record.arnOf(qualifier === LATEST ? undefined : qualifier),
    authType,
    invokeMode,
    cors,
    isPublic: statements.some(letsEverybodyInvoke),
    hasTarget: record.versionOf(qualifier) !== undefined,
  };
}

/**
 * AWS announces that URLs made since October 2025 want a permission for `lambda:InvokeFunction` as well; its answers recorded in
 * November 2025 (lambda--TestLambdaURL.*) need the one for `lambda:InvokeFunctionUrl` only, and so does this runtime.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html
 */
function letsEverybodyInvoke({ Action, Principal, Condition }: PolicyStatement): boolean {
  const isEverybody = Principal === "*" || (typeof Principal === "object" && Principal["AWS"] === "*");
  const isAction = Action === "lambda:InvokeFunctionUrl" || Action === "lambda:*";
  const authType = Condition?.["StringEquals"]?.["lambda:FunctionUrlAuthType"] ?? "NONE";
  return isEverybody && isAction && authType === "NONE";
}
