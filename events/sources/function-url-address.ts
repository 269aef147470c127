import type { RequestHead } from "../../runtime/core/wire.ts";

/** Which function URL a request is for, and what of its path the function sees. */
export interface FunctionUrlAddress {
  readonly urlId: string;
  /** The host that the event shows. */
  readonly host: string;
  /** The port that the client reached, in digits. */
  readonly port: string;
  readonly rawPath: string;
  readonly rawQueryString: string;
}

/** AWS's own form of a host name, under whatever suffix leads here: `on.aws`, `localhost`. */
const URL_HOST = /^([a-z0-9]{32})\.lambda-url\.[a-z0-9-]+\.[a-z0-9.-]+(?::\d{1,5})?$/i;

/** The form that `FunctionUrl` has here, because an IP address resolves everywhere and a name below `localhost` does not. */
const URL_PATH = /^\/_lambda-url\/([a-z0-9]+)(?=\/|$)/;

/**
 * Reads both forms: AWS's, where the host names the URL, and ours, where the path does (`/_lambda-url/<id>/`), which is no part of what
 * the function sees.
 *
 * @param regionOf of a URL, for the host that the event shows when the path named it
 * @returns `undefined` when the request is for no function URL
 */
export function functionUrlAddressOf(
  { url, headers }: RequestHead,
  regionOf: (urlId: string) => string | undefined,
): FunctionUrlAddress | undefined {
  const host = typeof headers["host"] === "string" ? headers["host"] : "";
  // Every request to the gateway comes by here, and nearly none is for a function URL.
  if (!mayBeFunctionUrl(host, url)) return undefined;
  const target = { ...splitTarget(url), host, port: portOf(host) };
  return namedByHost(target) ?? namedByPath(target, regionOf);
}

interface Target {
  readonly path: string;
  readonly rawQueryString: string;
  readonly host: string;
  readonly port: string;
}

function namedByHost({ path: rawPath, rawQueryString, host, port }: Target): FunctionUrlAddress | undefined {
  const urlId = URL_HOST.exec(host)?.[1]?.toLowerCase();
  return urlId === undefined ? undefined : { urlId, host, port, rawPath, rawQueryString };
}

function namedByPath(
  { path, rawQueryString, port }: Target,
  regionOf: (urlId: string) => string | undefined,
): FunctionUrlAddress | undefined {
  const [start, urlId] = URL_PATH.exec(path) ?? [];
  if (start === undefined || urlId === undefined) return undefined;
  // Not the address that the client used: `domainName` is the URL's own at AWS, and this one leads back here.
  const host = `${urlId}.lambda-url.${regionOf(urlId) ?? "us-east-1"}.localhost:${port}`;
  return { urlId, host, port, rawPath: path.slice(start.length) || "/", rawQueryString };
}

function portOf(host: string): string {
  return /:(\d{1,5})$/.exec(host)?.[1] ?? "80";
}

/** The server's guard: one sentence against a request, or `undefined`. */
type Guard = (head: RequestHead) => string | undefined;

const AWS_HOST = /^[a-z0-9]{32}\.lambda-url\.[a-z0-9-]+\.on\.aws(?::\d{1,5})?$/i;

/**
 * Lets in a Host of AWS's own form (`<id>.lambda-url.<region>.on.aws`) beside this machine's names. Only AWS can lead that name
 * anywhere, so no page can rebind it to this machine.
 */
export function admitFunctionUrlHosts(guard: Guard): Guard {
  return (head) => {
    const { host } = head.headers;
    if (typeof host !== "string" || !AWS_HOST.test(host)) return guard(head);
    return guard({ ...head, headers: { ...head.headers, host: "127.0.0.1" } });
  };
}

function mayBeFunctionUrl(host: string, url: string): boolean {
  return url.includes("/_lambda-url/") || host.toLowerCase().includes(".lambda-url.");
}

function splitTarget(url: string): { readonly path: string; readonly rawQueryString: string } {
  const target = withoutAuthority(url);
  const query = target.indexOf("?");
  if (query < 0) return { path: target, rawQueryString: "" };
  return { path: target.slice(0, query), rawQueryString: target.slice(query + 1) };
}

/** A request line may hold an absolute URL (RFC 9112, 3.2.2). */
function withoutAuthority(url: string): string {
  const path = /^https?:\/\/[^/?#]*(.*)$/i.exec(url)?.[1];
  if (path === undefined) return url;
  return path.startsWith("/") ? path : `/${path}`;
}
