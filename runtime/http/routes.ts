import type { Dispatch } from "../core/wire.ts";
import type { Guard } from "./guard.ts";

/**
 * One row of the server's only table of what it answers.
 *
 * The first row that fits wins, so the row for AWS (`*`) comes last.
 */
export interface Route {
  /** Upper case, or `*` for all. */
  readonly method: string;
  /** An exact path (`/_lambdaloop/health`), a prefix (`/_lambdaloop/*`), or `*` for every path. */
  readonly pattern: string;
  readonly guard: Guard;
  readonly handler: Dispatch;
  /** A larger body is answered with 413; `DEFAULT_MAX_BODY_BYTES` when not given. */
  readonly maxBodyBytes?: number;
}

/** Over the largest request of the rpc services: SQS's 1 MiB, escaped in JSON or as a form. */
export const DEFAULT_MAX_BODY_BYTES = 16 * 1024 * 1024;

/** Routes in the order in which they are tried, their patterns taken apart once. */
export class RouteTable {
  readonly #rows: readonly Row[];

  constructor(routes: readonly Route[]) {
    this.#rows = routes.map((route) => ({ route, ...partsOf(route.pattern) }));
  }

  /** @param url path and query, still percent-encoded: patterns are compared without decoding */
  find(method: string, url: string): Route | undefined {
    const query = url.indexOf("?");
    const path = query < 0 ? url : url.slice(0, query);
    for (const { route, start, isPrefix } of this.#rows) {
      if (route.method !== "*" && route.method !== method) continue;
      if (isPrefix ? path.startsWith(start) : path === start) return route;
    }
    return undefined;
  }
}

interface Row {
  readonly route: Route;
  readonly start: string;
  readonly isPrefix: boolean;
}

function partsOf(pattern: string): Pick<Row, "start" | "isPrefix"> {
  const isPrefix = pattern.endsWith("*");
  return { start: isPrefix ? pattern.slice(0, -1) : pattern, isPrefix };
}
