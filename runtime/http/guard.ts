import type { AdmittedPages, RequestHead, WireHeaders } from "../core/wire.ts";
import { isLocalHost } from "./host-names.ts";

/** `undefined` lets the request in; else one sentence that names what was refused. */
export type Guard = (head: RequestHead) => string | undefined;

/** A browser with many tabs sends few hosts; whoever sends more is not worth remembering. */
const MAX_KNOWN_HOSTS = 1000;

/**
 * Lets in programs on this machine and keeps out web pages: the Host must name this machine, and a request that a browser
 * made for another site's page (foreign or opaque Origin, Sec-Fetch-Site) is refused. So the runtime is safe to leave running while browsing.
 *
 * @param allowedHosts further Host names, without port
 * @param admittedPages which other sites' pages may make a request (`Dispatch.admittedPages`); asked for their requests only. It
 *   never lets in a foreign Host, nor a page's request that names no Origin.
 */
export function localCallersOnly(
  allowedHosts: readonly string[] = [],
  admittedPages: (head: RequestHead) => AdmittedPages = () => "none",
): Guard {
  const extraNames = allowedHosts.map((name) => name.toLowerCase());
  const known = new Map<string, boolean>();
  const isAllowed = (host: string): boolean => {
    let allowed = known.get(host);
    if (allowed === undefined) {
      allowed = isLocalHost(host, extraNames);
      if (known.size >= MAX_KNOWN_HOSTS) known.clear();
      known.set(host, allowed);
    }
    return allowed;
  };
  return (head) => {
    const { url, headers } = head;
    const refused = refusedHost(headers, isAllowed) ?? refusedAuthority(url, isAllowed);
    if (refused !== undefined) return refused;
    const refusedAsPage = refusedPage(headers);
    if (refusedAsPage === undefined || isAdmitted(headers, admittedPages(head))) return undefined;
    return refusedAsPage;
  };
}

function isAdmitted({ origin }: WireHeaders, admitted: AdmittedPages): boolean {
  if (typeof origin !== "string" || admitted === "none") return false;
  return admitted === "named" || isLocalOrigin(origin);
}

/** A page that this machine serves itself, from whatever port. */
function isLocalOrigin(origin: string): boolean {
  const host = /^https?:\/\/([^/]+)$/.exec(origin)?.[1];
  return host !== undefined && isLocalHost(host);
}

function refusedHost(headers: WireHeaders, isAllowed: (host: string) => boolean): string | undefined {
  const { host } = headers;
  if (typeof host !== "string") return "the request has no Host header";
  return isAllowed(host) ? undefined : `the Host "${printable(host)}" is not this machine`;
}

/** A request line may hold an absolute URL, whose host then counts instead of the header's (RFC 9112, 3.2.2). */
function refusedAuthority(url: string, isAllowed: (host: string) => boolean): string | undefined {
  if (url.startsWith("/") || url === "*") return undefined;
  const host = /^https?:\/\/([^/?#]*)/i.exec(url)?.[1] ?? "";
  return isAllowed(host) ? undefined : `the URL's host "${printable(host)}" is not this machine`;
}

function refusedPage(headers: WireHeaders): string | undefined {
  const { origin } = headers;
  if (origin !== undefined && origin !== `http://${String(headers["host"])}`) {
    return `the Origin "${printable(String(origin))}" is another site's`;
  }
  const site = headers["sec-fetch-site"];
  if (site === undefined || site === "same-origin" || site === "none") return undefined;
  return `Sec-Fetch-Site "${printable(String(site))}" says that another site's page asks`;
}

/** A header's content may go to a terminal: nothing but visible ASCII, and not much of it. */
function printable(text: string): string {
  return text.replaceAll(/[^\x20-\x7e]/g, "?").slice(0, 100);
}
