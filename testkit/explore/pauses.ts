/** Places in handlers where another one may go on first. */
export class Pauses {
  readonly #choices: readonly number[];
  readonly #waiting: (() => void)[] = [];
  #chosen = 0;

  constructor(choices: readonly number[]) {
    this.#choices = choices;
  }

  pause(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
    });
  }

  /** Lets one of those that wait go on, when there is one. */
  release(): boolean {
    if (this.#waiting.length === 0) return false;
    // Where there is no choice none is used up: a schedule stays short.
    const choice = this.#waiting.length === 1 ? 0 : (this.#choices[this.#chosen++] ?? 0);
    const [resolve] = this.#waiting.splice(Math.min(choice, this.#waiting.length - 1), 1);
    resolve?.();
    return true;
  }
}
