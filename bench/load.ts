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
  const rest = stayAwake();
  const before = cpuMs(server.pid);
  await Promise.all(open.map((connection) => drive(connection, steps, () => left-- > 0)));
  const usedMs = cpuMs(server.pid) - before;
  rest();
  for (const connection of open) connection.close();
  return (usedMs * 1000) / rounds;
}

/**
 * Keeps this process from sleeping. To wake a sleeping client is work for the kernel that is put down to the server, a third of a
 * request on a virtual machine, and how often it happens depends on the client's speed against the server's.
 */
function stayAwake(): () => void {
  let isAwake = true;
  const spin = (): void => {
    if (isAwake) setImmediate(spin);
  };
  spin();
  return () => {
    isAwake = false;
  };
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
