import type { InspectorDoors } from "./inspector-doors.ts";
import { InspectorSession } from "./inspector-session.ts";
import type { Pauses } from "./pauses.ts";
import type { Runner } from "./runner.ts";

/** What is told of the stops of a debugger. */
export interface InspectOptions {
  /** The code has stopped at a breakpoint, within this invocation or outside of any. */
  readonly onPaused?: (requestId: string | undefined) => void;
  readonly onResumed?: (requestId: string | undefined) => void;
}

/** What Node prints about its inspector. */
const INSPECTOR_LINE =
  /^(?:Debugger listening on ws:|For help, see: https:\/\/nodejs\.org\/|Debugger attached\.|Debugger ending on ws:|Waiting for the debugger to disconnect)/;

export interface DebuggingOptions {
  readonly inspect: InspectOptions;
  /** Absent: VS Code's own hook opens the inspectors. */
  readonly doors: InspectorDoors | undefined;
  /** Whose port it is: the function's ARN and version. */
  readonly name: string;
  readonly pauses: Pauses;
  /** The invocation that runs now. */
  readonly requestId: () => string | undefined;
  /** A line that tells where a debugger finds the process. */
  readonly tell: (line: string) => void;
}

/** One process with its inspector open: hears when a debugger stops it, and keeps the inspector's lines out of its log. */
export class Debugging {
  readonly #options: DebuggingOptions;
  /** How often somebody has come to the inspector; one of them is our own session. */
  #attached = 0;

  constructor(options: DebuggingOptions) {
    this.#options = options;
  }

  /** The process announces its inspector before it loads the user's code, and waits until nothing can be missed. */
  follow(runner: Runner): void {
    runner.api.onInspector = (url) => this.#open(url, runner);
  }

  /** Whether a line of stderr is the inspector's. */
  takes(line: string): boolean {
    if (!INSPECTOR_LINE.test(line)) return false;
    const { doors, tell } = this.#options;
    if (line.startsWith("Debugger listening") && doors === undefined) tell(line);
    if (line.startsWith("Debugger attached")) this.#attached++;
    return true;
  }

  async #open(url: string, runner: Runner): Promise<void> {
    const { inspect, pauses, requestId } = this.#options;
    await this.#showDoor(url, runner);
    const session = await InspectorSession.open(url, {
      isAlone: () => this.#attached <= 1,
      onPaused: () => {
        pauses.paused();
        inspect.onPaused?.(requestId());
      },
      onResumed: () => {
        pauses.resumed();
        inspect.onResumed?.(requestId());
      },
    });
    void runner.process.exited.then(() => session.close());
  }

  async #showDoor(url: string, runner: Runner): Promise<void> {
    const { doors, name, tell } = this.#options;
    if (doors === undefined) return;
    const shown = new URL(url);
    const target = Number(shown.port);
    const { port } = await doors.lead(name, target);
    shown.port = String(port);
    tell(`Debugger listening on ${shown.href}`);
    void runner.process.exited.then(() => doors.leave(name, target));
  }
}
