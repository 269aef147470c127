/** Something to wait for that may have to be waited for again. */
export class Gate {
  #opened: Promise<void>;
  #open: () => void = () => {};
  #isOpen = false;

  constructor() {
    this.#opened = this.#closed();
  }

  /** Resolves when it is open, at once when it is. */
  get opened(): Promise<void> {
    return this.#opened;
  }

  open(): void {
    this.#isOpen = true;
    this.#open();
  }

  close(): void {
    if (this.#isOpen) this.#opened = this.#closed();
  }

  #closed(): Promise<void> {
    this.#isOpen = false;
    return new Promise((resolve) => {
      this.#open = resolve;
    });
  }
}
