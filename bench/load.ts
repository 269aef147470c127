import { Connection } from "./connection.ts";
import { cpuMs, type Server } from "./processes.ts";

/** Makes a request from the body of the connection's last answer. */
export type Step = (lastBody: Buffer) => Buffer;

export interface Load {
  readonly connections: number;
  /** How often all steps are done, by all connections together. */
  readonly rounds: number;
  readonly steps: readonly Step[];
}

const NOTHING = Buffer.alloc(0);

/**
 * Drives a server from many connections at once; each does whole rounds of the steps, one request at a time.
 *
 * @returns the server's CPU time for a round, in microseconds
 * @throws {Error} when an answer is not 200
 */
export async function cpuMicrosPerRound(server: Server, { connections, rounds, steps }: Load): Promise<number> {
  const open = await Promise.all(Array.from({ length: connections }, () => Connection.open(server.port)));
  let left = rounds;
  const before = cpuMs(server.pid);
  await Promise.all(open.map((connection) => drive(connection, steps, () => left-- > 0)));
  const usedMs = cpuMs(server.pid) - before;
  for (const connection of open) connection.close();
  return (usedMs * 1000) / rounds;
}

function drive(connection: Connection, steps: readonly Step[], startRound: () => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    let step = 0;
    const next = (lastBody: Buffer): void => {
      if (step === 0 && !startRound()) return resolve();
      const request = steps[step]?.(lastBody) ?? NOTHING;
      step = (step + 1) % steps.length;
      connection.send(request, ({ ok, body }) => {
        if (ok) next(body);
        else reject(new Error(`the server refused: ${body.toString()}`));
      });
    };
    next(NOTHING);
  });
}
