import { systemClock } from "../../../runtime/core/clock.ts";
import { WebSocketClient } from "./web-socket.ts";

export interface InspectorEvents {
  readonly onPaused: () => void;
  readonly onResumed: () => void;
  /** Whether nobody but this session listens. */
  readonly isAlone: () => boolean;
}

/** How long a stop waits for the news that somebody is there to end it, milliseconds of real time. */
const ALONE_MS = 250;

/**
 * A second listener at a process's inspector, beside VS Code or Chrome, that hears when the program stops at a breakpoint and goes on.
 *
 * A `debugger` statement would stop the program also when nobody but this listener is there: then it goes on by itself.
 *
 * @see https://chromedevtools.github.io/devtools-protocol/v8/Debugger/
 */
export class InspectorSession {
  readonly #socket: WebSocketClient;
  readonly #events: InspectorEvents;
  #lastId = 0;
  #enableId = 0;
  #paused = false;
  #pausedSinceMs = 0;
  #pausedMs = 0;
  #onEnabled: () => void = () => undefined;

  /** Resolves when no stop can be missed any more. */
  static async open(url: string, events: InspectorEvents): Promise<InspectorSession> {
    const session = new InspectorSession(await WebSocketClient.connect(url), events);
    await session.#enabled();
    return session;
  }

  private constructor(socket: WebSocketClient, events: InspectorEvents) {
    this.#socket = socket;
    this.#events = events;
    socket.onMessage = (text) => this.#take(JSON.parse(text) as Message);
  }

  close(): void {
    this.#socket.close();
  }

  async #enabled(): Promise<void> {
    const enabled = new Promise<void>((resolve) => {
      this.#onEnabled = resolve;
    });
    // A process that ends waits for its listeners to leave.
    this.#send("NodeRuntime.notifyWhenWaitingForDisconnect", { enabled: true });
    this.#enableId = this.#send("Debugger.enable");
    await enabled;
  }

  #send(method: string, params: object = {}): number {
    const id = ++this.#lastId;
    this.#socket.send(JSON.stringify({ id, method, params }));
    return id;
  }

  #take({ id, method }: Message): void {
    if (id === this.#enableId) this.#onEnabled();
    else if (method === "Debugger.paused") this.#stopped();
    else if (method === "Debugger.resumed") this.#wentOn();
    else if (method === "NodeRuntime.waitingForDisconnect") this.close();
  }

  #stopped(): void {
    if (this.#paused) return;
    this.#paused = true;
    this.#pausedSinceMs = systemClock.monotonicMs();
    this.#events.onPaused();
    systemClock.schedule(ALONE_MS, () => {
      if (this.#paused && this.#events.isAlone()) this.#send("Debugger.resume");
    });
  }

  #wentOn(): void {
    if (!this.#paused) return;
    this.#paused = false;
    this.#pausedMs += systemClock.monotonicMs() - this.#pausedSinceMs;
    this.#tellPaused();
    this.#events.onResumed();
  }

  /** The time that the handler has left stands still too: in real time, in which it counts. */
  #tellPaused(): void {
    const expression = `globalThis[Symbol.for("lambdaloop.pausedMs")] = ${this.#pausedMs}`;
    this.#send("Runtime.evaluate", { expression, silent: true });
  }
}

interface Message {
  readonly id?: number;
  readonly method?: string;
}
