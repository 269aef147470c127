import type { RequestHead } from "../core/wire.ts";
import type { CredentialScope } from "./credential-scope.ts";
import { pathOf, queryOf } from "./request-url.ts";
import { RestJsonExchange } from "./rest-json.ts";
import { RestRouter } from "./rest-route.ts";
import type { ServedOperation, ServedService } from "./served.ts";

const NO_QUERY = new URLSearchParams();

export interface RestJsonMatch {
  readonly operation: ServedOperation;
  readonly codec: RestJsonExchange;
}

/** One service that speaks restJson1 (Lambda): which requests are its own, and what they ask. */
export class RestJsonGateway {
  readonly service: ServedService;
  /** Made at the first request: most runs have none. */
  #router: RestRouter | undefined;
  #versions: ReadonlySet<string> | undefined;

  constructor(service: ServedService) {
    this.service = service;
  }

  /**
   * Whether a request is this service's: signed for it, or not signed and on a path that starts with the date of one of its API
   * versions. A bucket may have such a name, but then its requests are signed for S3.
   */
  claims({ url }: RequestHead, scope: CredentialScope): boolean {
    if (scope.service !== undefined) return scope.service === this.service.service.name;
    const date = DATED_PATH.exec(pathOf(url))?.[1];
    return date !== undefined && this.#versionDates().has(date);
  }

  /** `undefined` when the service has no such path or method. */
  resolve({ method, url, headers }: RequestHead): RestJsonMatch | undefined {
    this.#router ??= new RestRouter(this.service.operations.values(), "routed");
    const path = withoutTrailingSlash(pathOf(url));
    const query = url.includes("?") ? new URLSearchParams(queryOf(url)) : NO_QUERY;
    const match = this.#match(path)?.find({ method, path, query, hasHeader: (name) => headers[name] !== undefined });
    return match && { operation: match.operation, codec: new RestJsonExchange(match.labels, query) };
  }

  #match(path: string): ReturnType<RestRouter["path"]> {
    try {
      return this.#router?.path(path);
    } catch {
      // A broken percent-encoding.
      return undefined;
    }
  }

  /** `2015-03-31` and so on: each operation's path begins with the date of the API version that brought it. */
  #versionDates(): ReadonlySet<string> {
    this.#versions ??= new Set(
      [...this.service.operations.values()].flatMap(
        ({ schema }) => DATED_PATH.exec(schema.model.http?.uri ?? "")?.[1] ?? [],
      ),
    );
    return this.#versions;
  }
}

const DATED_PATH = /^\/(20\d\d-\d\d-\d\d)\//;

/** Models before 2025, and so the clients made from them, have `/2015-03-31/functions/`. */
function withoutTrailingSlash(path: string): string {
  return path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path;
}
