import { connect } from "node:net";
import type { Socket } from "node:net";
import { systemClock } from "../../../runtime/core/clock.ts";
import { Journal } from "../../../runtime/core/journal.ts";
import type { Dispatch } from "../../../runtime/core/wire.ts";
import { localCallersOnly } from "../../../runtime/http/guard.ts";
import type { Route } from "../../../runtime/http/routes.ts";
import { startHttpServer } from "../../../runtime/http/server.ts";

/** A server on a free port that echoes what its handler was given. */
export async function listening(handler: Dispatch = echo, route: Partial<Route> = {}) {
  const journal = new Journal(systemClock);
  const routes: Route[] = [
    {
      method: "GET",
      pattern: "/_lambdaloop/health",
      guard: localCallersOnly(),
      handler: () => ({ status: 200, headers: {}, body: "healthy" }),
    },
    { method: "*", pattern: "*", guard: localCallersOnly(), handler, ...route },
  ];
  const server = await startHttpServer({ port: 0, routes, journal, clock: systemClock });
  return { ...server, journal, raw: (text: string | Buffer) => exchange(server.port, text) };
}

export const echo: Dispatch = ({ method, url, body, endpoint }) => ({
  status: 200,
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify({ method, url, body: body.toString("latin1"), endpoint }),
});

/** Writes bytes and gives everything that comes back until the server closes, or has answered and is silent. */
async function exchange(port: number, text: string | Buffer): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  socket.end(text);
  return readAll(socket);
}

export function readAll(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    let received = "";
    socket.setEncoding("latin1");
    socket.on("data", (chunk: string) => {
      received += chunk;
    });
    // A reset after an early answer is an end as well.
    socket.on("error", () => undefined);
    socket.on("close", () => resolve(received));
  });
}

export function statusesIn(received: string): number[] {
  return [...received.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status));
}
