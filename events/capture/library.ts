import { readFile } from "node:fs/promises";
import path from "node:path";
import { CAPTURES, segmentNames } from "./capture-folder.ts";
import { type Capture, isFailed, isReplay } from "./capture.ts";

/** Which captures are wanted; all of what is given has to hold. */
export interface CaptureFilter {
  readonly functionName?: string | undefined;
  readonly requestId?: string | undefined;
  readonly failed?: boolean | undefined;
  readonly source?: string | undefined;
}

/** How an id is found: exactly one capture, none, or several that begin so. */
export type FoundCapture =
  | { readonly kind: "found"; readonly capture: Capture }
  | { readonly kind: "unknown" }
  | { readonly kind: "ambiguous"; readonly ids: readonly string[] };

/** The captures of a project, those of earlier runs too, as they were when it was opened. */
export class CaptureLibrary {
  /** Oldest first. */
  readonly captures: readonly Capture[];
  /** Lines that are no capture of a version that is known: cut off by a full disk, or by a newer lambdaloop. */
  readonly unreadable: number;
  readonly #byRequestId: ReadonlyMap<string, readonly Capture[]>;
  readonly #byFunction: ReadonlyMap<string, readonly Capture[]>;

  private constructor(captures: readonly Capture[], unreadable: number) {
    this.captures = captures;
    this.unreadable = unreadable;
    this.#byRequestId = groupedBy(captures, ({ requestId }) => requestId);
    this.#byFunction = groupedBy(captures, ({ functionName }) => functionName);
  }

  /** @param parent `.lambdaloop` of the project */
  static async open(parent: string): Promise<CaptureLibrary> {
    const folder = path.join(parent, CAPTURES);
    const captures: Capture[] = [];
    let unreadable = 0;
    for (const name of await segmentNames(folder)) {
      // The oldest may go while we read.
      const text = await readFile(path.join(folder, name), "utf8").catch(() => "");
      for (const line of text.split("\n")) {
        if (line === "") continue;
        const capture = captureOfLine(line);
        if (capture === undefined) unreadable++;
        else captures.push(capture);
      }
    }
    return new CaptureLibrary(
      captures.toSorted((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at))),
      unreadable,
    );
  }

  /** Newest first. */
  list(filter: CaptureFilter = {}): Capture[] {
    return this.#narrowed(filter)
      .filter((capture) => filter.failed === undefined || isFailed(capture) === filter.failed)
      .filter(({ source }) => filter.source === undefined || source === filter.source)
      .toReversed();
  }

  /** @param text an id, a beginning of one that no other has, or a request id (then its last attempt) */
  find(text: string): FoundCapture {
    const ofRequest = this.#byRequestId.get(text)?.at(-1);
    if (ofRequest !== undefined) return { kind: "found", capture: ofRequest };
    const matching = text === "" ? [] : this.captures.filter(({ id }) => id.startsWith(text.toLowerCase()));
    const [capture, ...others] = matching;
    if (capture === undefined) return { kind: "unknown" };
    if (others.length > 0 && capture.id !== text) return { kind: "ambiguous", ids: matching.map(({ id }) => id) };
    return { kind: "found", capture };
  }

  /** The newest, or the newest of those; a replay is not meant: it would only repeat what was repeated. */
  last(filter: CaptureFilter = {}): Capture | undefined {
    return this.list(filter).find((capture) => !isReplay(capture));
  }

  #narrowed({ functionName, requestId }: CaptureFilter): readonly Capture[] {
    if (requestId !== undefined) {
      const found = this.#byRequestId.get(requestId) ?? [];
      return found.filter((capture) => functionName === undefined || capture.functionName === functionName);
    }
    return functionName === undefined ? this.captures : (this.#byFunction.get(functionName) ?? []);
  }
}

function groupedBy(captures: readonly Capture[], keyOf: (capture: Capture) => string): Map<string, Capture[]> {
  const groups = new Map<string, Capture[]>();
  for (const capture of captures) {
    const group = groups.get(keyOf(capture));
    if (group === undefined) groups.set(keyOf(capture), [capture]);
    else group.push(capture);
  }
  return groups;
}

/** Version of a line; of cassettes see cassette.ts. */
const LINE_VERSION = 1;

/** A capture as a line of a file. */
export function captureLine(capture: Capture): string {
  return JSON.stringify({ v: LINE_VERSION, ...capture });
}

/** The capture of a line; `undefined` when it is none of a version that is known. */
export function captureOfLine(line: string): Capture | undefined {
  try {
    const { v, ...capture } = JSON.parse(line) as Capture & { readonly v?: unknown };
    return v === LINE_VERSION && typeof capture.id === "string" ? capture : undefined;
  } catch {
    return undefined;
  }
}
