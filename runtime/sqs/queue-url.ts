import type { Scope } from "../core/arn.ts";

/** What a queue URL, or the path of a request, says about a queue. */
export interface QueueAddress {
  readonly name: string;
  /** Absent in a bare name. */
  readonly accountId: string | undefined;
  /** Absent when neither host nor query names one. */
  readonly region: string | undefined;
}

const REGION = "[a-z]{2}(?:-[a-z]+)+-\\d";
/** `sqs.eu-west-1.amazonaws.com`, also behind a VPC endpoint's name, and the legacy `eu-west-1.queue.amazonaws.com`. */
const REGION_IN_HOST = new RegExp(`(?:^|\\.)sqs(?:-fips)?\\.(${REGION})\\.|^(${REGION})\\.queue\\.`);
const LEGACY_HOST = /^queue\./;
const URL_PARTS = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)([^?#]*)(?:\?([^#]*))?/i;

/**
 * The URL under which clients find a queue. Always two path segments, as Terraform wants; queues of other regions than the home
 * region are told apart by a query, since one port serves all regions.
 */
export function queueUrl(endpoint: string, { region, accountId }: Scope, name: string, homeRegion: string): string {
  const query = region === homeRegion ? "" : `?region=${region}`;
  return `${endpoint}/${accountId}/${name}${query}`;
}

/** Whether a request's path is that of a queue; not every path of a client's endpoint is. */
export function isQueuePath(path: string): boolean {
  return parseQueueUrl(path)?.accountId !== undefined;
}

/** Reads a queue URL of any host form, a path, or a bare name (which AWS takes too); `undefined` when it names no queue. */
export function parseQueueUrl(url: string): QueueAddress | undefined {
  const [, host = "", path = url, query = ""] = URL_PARTS.exec(url) ?? [];
  const [pathPart = "", pathQuery = ""] = path.split("?");
  const segments = pathPart.split("/").filter((segment) => segment !== "");
  const name = segments.at(-1);
  if (name === undefined) return undefined;
  const accountId = accountIn(segments);
  if (accountId !== undefined && !/^\d{12}$/.test(accountId)) return undefined;
  const region = regionInPath(segments) ?? regionOf(host, query === "" ? pathQuery : query);
  return { name, accountId, region };
}

/** Other local runtimes' forms: /queue/NAME and /queue/REGION/ACCOUNT/NAME. */
const QUEUE_PREFIX = "queue";

function accountIn(segments: readonly string[]): string | undefined {
  const account = segments.at(-2);
  return account === QUEUE_PREFIX ? undefined : account;
}

function regionInPath(segments: readonly string[]): string | undefined {
  return segments.at(-4) === QUEUE_PREFIX ? segments.at(-3) : undefined;
}

function regionOf(host: string, query: string): string | undefined {
  const inQuery = /(?:^|&)region=([a-z0-9-]+)/.exec(query)?.[1];
  if (inQuery !== undefined) return inQuery;
  const inHost = REGION_IN_HOST.exec(host);
  if (inHost !== null) return inHost[1] ?? inHost[2];
  return LEGACY_HOST.test(host) ? "us-east-1" : undefined;
}
