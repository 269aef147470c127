import { createServer } from "node:net";

/** Gives every process the lowest port that is free, so that a debugger finds the first where it looks for it. */
export class InspectorPorts {
  readonly #first: number;
  readonly #taken = new Set<number>();

  constructor(first: number) {
    this.#first = first;
  }

  async take(): Promise<number> {
    for (let port = this.#first; port < 65_536; port++) {
      if (this.#taken.has(port)) continue;
      this.#taken.add(port);
      if (await isFree(port)) return port;
      this.#taken.delete(port);
    }
    return 0;
  }

  giveBack(port: number): void {
    this.#taken.delete(port);
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}
