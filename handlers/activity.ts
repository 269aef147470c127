/** Work in the background whose end somebody may wait for. */
export class Activity {
  readonly #running = new Set<Promise<unknown>>();
  readonly #onFailure: (error: unknown) => void;

  /** @param onFailure told about rejections, which nobody else would hear of */
  constructor(onFailure: (error: unknown) => void) {
    this.#onFailure = onFailure;
  }

  run(work: Promise<unknown>): void {
    const running: Promise<unknown> = work.catch(this.#onFailure).finally(() => this.#running.delete(running));
    this.#running.add(running);
  }

  /** Tells of a failure that was caught, because somebody waits for the work. */
  report(error: unknown): void {
    this.#onFailure(error);
  }

  /** Resolves when nothing runs, also nothing that was begun meanwhile. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }
}
