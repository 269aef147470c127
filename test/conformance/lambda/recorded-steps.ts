import { type Recording, RecordingMatcher, readRecording } from "../recording.ts";
import { type AnyCommand, RecordedClient } from "./recorded-client.ts";

const PLACE = { region: "us-east-1", accountId: "000000000000" };

/** Bare words that the recorder wrote for volatile values. */
const VOLATILE = new Set([
  "code-size",
  "date",
  "datetime",
  "function-url",
  "lambda-url",
  "<code-size>",
  "<datetime>",
  "<function-url>",
]);

/** The steps of one recorded test, done again through the SDK's client and compared with what AWS answered. */
export class RecordedSteps {
  /** Between what was recorded and what was answered, in one line each. */
  readonly differences: string[] = [];
  readonly #matcher = new RecordingMatcher(PLACE);
  readonly #steps: Readonly<Record<string, unknown>>;
  readonly #client: RecordedClient;
  #volatile = 0;

  constructor(url: string, file: string, variant = "") {
    const recording: Recording = readRecording(file);
    const steps = recording.get(variant);
    if (steps === undefined) throw new Error(`${file} has no variant ${variant}`);
    this.#steps = steps;
    this.#client = new RecordedClient(url);
  }

  /** Does a step that the recording has nothing to say about. */
  async arrange(command: AnyCommand): Promise<Readonly<Record<string, unknown>>> {
    return await this.#client.answerTo(command);
  }

  /** Does a step and compares its answer. */
  async step(name: string, command: AnyCommand): Promise<Readonly<Record<string, unknown>>> {
    const answer = await this.#client.answerTo(command);
    this.compare(name, answer);
    return answer;
  }

  /** Compares something else that was recorded under a step's name. */
  compare(name: string, actual: unknown): void {
    if (!Object.hasOwn(this.#steps, name)) throw new Error(`no step ${name} was recorded`);
    this.differences.push(...this.#matcher.differences(this.#freed(this.#steps[name]), actual, name));
  }

  /** Every volatile value is one of its own. */
  #freed(expected: unknown): unknown {
    if (typeof expected === "string") return VOLATILE.has(expected) ? `<volatile:${++this.#volatile}>` : expected;
    if (Array.isArray(expected)) return expected.map((item) => this.#freed(item));
    if (typeof expected !== "object" || expected === null) return expected;
    return Object.fromEntries(Object.entries(expected).map(([name, value]) => [name, this.#freed(value)]));
  }
}
