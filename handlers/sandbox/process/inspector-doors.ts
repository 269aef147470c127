import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";

interface Door {
  readonly server: Server;
  readonly port: number;
  /** Of the newest environment's inspector. */
  target: number;
}

/**
 * One port for each function, the lowest that is free, which leads to the inspector of its newest environment: a debugger stays at
 * its port while environments come and go with every save.
 */
export class InspectorDoors {
  readonly #first: number;
  readonly #doors = new Map<string, Promise<Door>>();

  /** @param first the first function's port */
  constructor(first: number) {
    this.#first = first;
  }

  /** From now on the function's port leads to this one. */
  async lead(functionName: string, target: number): Promise<{ port: number }> {
    let door = this.#doors.get(functionName);
    if (door === undefined) {
      door = this.#open(target);
      this.#doors.set(functionName, door);
    }
    const opened = await door;
    opened.target = target;
    return opened;
  }

  /** The environment has ended; the door closes behind the last. */
  async leave(functionName: string, target: number): Promise<void> {
    const door = await this.#doors.get(functionName);
    if (door?.target !== target) return;
    this.#doors.delete(functionName);
    door.server.close();
  }

  async #open(target: number): Promise<Door> {
    const server = createServer((debuggerSocket) => pass(debuggerSocket, door.target)).unref();
    for (let port = this.#first; port < 65_536; port++) if (await listens(server, port)) break;
    const door: Door = { server, port: (server.address() as AddressInfo).port, target };
    return door;
  }
}

function pass(debuggerSocket: Socket, target: number): void {
  const inspector = connect(target, "127.0.0.1");
  for (const [from, to] of [
    [debuggerSocket, inspector],
    [inspector, debuggerSocket],
  ] as const) {
    from.on("error", () => to.destroy());
    from.pipe(to);
  }
}

function listens(server: Server, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const failed = (): void => resolve(false);
    server.once("error", failed);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", failed);
      resolve(true);
    });
  });
}
