/** The path of a request's URL, still percent-encoded; `/` when there is none. An absolute URL loses its scheme and host. */
export function pathOf(url: string): string {
  if (url === "/") return url;
  const query = url.indexOf("?");
  const path = query < 0 ? url : url.slice(0, query);
  const local = path.startsWith("/") ? path : path.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, "");
  return local === "" ? "/" : local;
}

/** What follows the `?`, without it. */
export function queryOf(url: string): string {
  const query = url.indexOf("?");
  return query < 0 ? "" : url.slice(query + 1);
}
