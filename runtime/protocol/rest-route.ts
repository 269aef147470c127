/**
 * Which operation of a rest protocol a request asks for: by method, path, the literals that its URI template has in the query,
 * and what it cannot be without.
 *
 * @see https://smithy.io/2.0/spec/http-bindings.html#http-trait
 */
import type { ServedOperation } from "./served.ts";

/** What a request asks with, as far as routing looks. */
export interface RestTarget {
  readonly method: string;
  /** Still percent-encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly hasHeader: (name: string) => boolean;
}

export interface RestMatch {
  readonly operation: ServedOperation;
  /** By member name, decoded. */
  readonly labels: Readonly<Record<string, string>>;
}

interface Route {
  readonly operation: ServedOperation;
  /** Keys that stand in the template without a value (`?acl`) or with one (`?list-type=2`). */
  readonly literals: readonly (readonly [key: string, value: string])[];
  readonly requiredQueries: readonly string[];
  /** They tell operations apart only where no literal does (CopyObject and PutObject). */
  readonly requiredHeaders: readonly string[];
  /** SDKs name the operation with it; other clients do not, so that it only breaks a tie. */
  readonly id: string | undefined;
}

/** All operations of one path template. */
interface PathGroup {
  readonly template: PathTemplate;
  readonly byMethod: Map<string, Route[]>;
  /** Every key without a value that any of its operations has: the group's sub-resources. */
  readonly subresources: Set<string>;
}

/**
 * What becomes of a request that lacks what its operation requires in the query or headers: another operation's, or nobody's
 * (`refused`, S3's way); or it is that operation's all the same, whose constraints will say what is missing (`routed`).
 */
export type IncompleteRequests = "refused" | "routed";

/** A path that fits, with what may be asked of it. */
export interface RestPath {
  readonly labels: Readonly<Record<string, string>>;
  readonly subresources: ReadonlySet<string>;
  /** The best operation for a request on this path, `undefined` when there is none. */
  find(target: RestTarget): RestMatch | undefined;
}

export class RestRouter {
  readonly #groups = new Map<string, PathGroup>();
  /** By their first segment, where it is a literal; those that begin with a label are under the empty name. */
  readonly #byStart = new Map<string, PathGroup[]>();
  readonly #incomplete: IncompleteRequests;

  constructor(operations: Iterable<ServedOperation>, incomplete: IncompleteRequests = "refused") {
    this.#incomplete = incomplete;
    for (const operation of operations) {
      const { http } = operation.schema.model;
      if (http !== undefined) this.#add(operation, http);
    }
  }

  /** The path's template, the one with more literal segments first; `undefined` when no operation has such a path. */
  path(path: string): RestPath | undefined {
    let best: { readonly group: PathGroup; readonly labels: Record<string, string> } | undefined;
    for (const group of this.#candidates(path)) {
      const labels = group.template.match(path);
      if (labels === undefined) continue;
      if (best === undefined || group.template.literals > best.group.template.literals) best = { group, labels };
    }
    if (best === undefined) return undefined;
    const { group, labels } = best;
    const incomplete = this.#incomplete;
    return {
      labels,
      subresources: group.subresources,
      find(target) {
        const operation = bestOf(group.byMethod.get(target.method) ?? [], target, incomplete);
        return operation === undefined ? undefined : { operation, labels };
      },
    };
  }

  #candidates(path: string): readonly PathGroup[] {
    const end = path.indexOf("/", 1);
    const started = this.#byStart.get(path.slice(1, end < 0 ? undefined : end));
    const others = this.#byStart.get("");
    if (started === undefined) return others ?? [];
    return others === undefined ? started : [...started, ...others];
  }

  #add(operation: ServedOperation, { method, uri }: { readonly method: string; readonly uri: string }): void {
    const [path = "/", query = ""] = uri.split("?");
    let group = this.#groups.get(path);
    if (group === undefined) {
      group = { template: new PathTemplate(path), byMethod: new Map(), subresources: new Set() };
      this.#groups.set(path, group);
      const start = path.split("/")[1] ?? "";
      const name = start.startsWith("{") ? "" : start;
      this.#byStart.set(name, [...(this.#byStart.get(name) ?? []), group]);
    }
    const route = toRoute(operation, new URLSearchParams(query));
    for (const [key, value] of route.literals) if (value === "") group.subresources.add(key);
    const routes = group.byMethod.get(method) ?? [];
    routes.push(route);
    group.byMethod.set(method, routes);
  }
}

function toRoute(operation: ServedOperation, template: URLSearchParams): Route {
  const required = operation.schema.input.members.filter(({ traits }) => traits.required === true);
  const literals = [...template].filter(([key]) => key !== "x-id");
  return {
    operation,
    literals,
    requiredQueries: required.flatMap(({ traits }) => traits.httpQuery ?? []),
    requiredHeaders:
      literals.length > 0 ? [] : required.flatMap(({ traits }) => traits.httpHeader?.toLowerCase() ?? []),
    id: template.get("x-id") ?? undefined,
  };
}

function bestOf(
  routes: readonly Route[],
  target: RestTarget,
  incomplete: IncompleteRequests,
): ServedOperation | undefined {
  let best: Route | undefined;
  let bestScore = -1;
  for (const route of routes) {
    const score = scoreOf(route, target, incomplete);
    if (score > bestScore || (score === bestScore && score >= 0 && target.query.get("x-id") === route.id)) {
      best = route;
      bestScore = score;
    }
  }
  return best?.operation;
}

const PER_LITERAL = 10;
const LACKS_REQUIRED = 5;

/** -1 when the route does not fit. A literal counts more than a requirement. */
function scoreOf(route: Route, { query, hasHeader }: RestTarget, incomplete: IncompleteRequests): number {
  if (route.literals.length > 0 && query.size === 0) return -1;
  for (const [key, value] of route.literals) {
    if (!query.has(key) || (value !== "" && query.get(key) !== value)) return -1;
  }
  const base = route.literals.length * PER_LITERAL;
  const isComplete =
    route.requiredQueries.every((name) => query.has(name)) && route.requiredHeaders.every((name) => hasHeader(name));
  if (isComplete) return base + route.requiredQueries.length + route.requiredHeaders.length;
  // `DELETE ?analytics` without its id is a broken DeleteBucketAnalyticsConfiguration, by no means a DeleteBucket.
  if (route.literals.length > 0) return base - LACKS_REQUIRED;
  return incomplete === "routed" ? 0 : -1;
}

/** `/2015-03-31/functions/{FunctionName}` or `/{Bucket}/{Key+}`. */
class PathTemplate {
  readonly literals: number;
  readonly #pattern: RegExp;
  readonly #names: readonly string[];

  constructor(path: string) {
    const segments = path.split("/").slice(1);
    this.literals = segments.filter((segment) => segment !== "" && !segment.startsWith("{")).length;
    this.#names = segments.flatMap((segment) => /^\{([^+}]+)\+?\}$/.exec(segment)?.[1] ?? []);
    const parts = segments.map((segment) => {
      if (!segment.startsWith("{")) return segment.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
      return segment.endsWith("+}") ? "(.+)" : "([^/]+)";
    });
    this.#pattern = new RegExp(`^/${parts.join("/")}$`, "s");
  }

  /** @throws {URIError} when a label's percent-encoding is broken */
  match(path: string): Record<string, string> | undefined {
    const found = this.#pattern.exec(path);
    if (found === null) return undefined;
    const labels: Record<string, string> = {};
    for (const [index, name] of this.#names.entries()) labels[name] = decodeURIComponent(found[index + 1] ?? "");
    return labels;
  }
}
