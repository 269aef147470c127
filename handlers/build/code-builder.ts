import type { ExternalModule } from "../sandbox/execution-environment.ts";

/** Turns a function's sources into something an execution environment can run. One per function, used for every reload. */
export interface CodeBuilder {
  /**
   * Builds the sources as they are now; strictly one at a time. Never rejects for what the user wrote.
   *
   * @param options.fresh forget what was learnt about packages: they have been installed again
   */
  build(options?: { readonly fresh?: boolean }): Promise<BuildResult>;
  /** Lets go of what only makes the next build faster. */
  rest(): Promise<void>;
  dispose(): Promise<void>;
}

export type BuildResult =
  | { readonly kind: "built"; readonly code: BuiltCode; readonly watch: readonly string[] }
  | { readonly kind: "failed"; readonly failure: BuildFailure; readonly watch: readonly string[] };

export interface BuiltCode {
  /** Written to the generation's own folder, paths relative to it; or, for code that runs where it is, its folder. */
  readonly output:
    | { readonly kind: "files"; readonly files: readonly BuiltFile[] }
    | { readonly kind: "inPlace"; readonly taskRoot: string };
  /** As `_HANDLER`, relative to the task root. */
  readonly handler: string;
  /** Packages that the code loads at once and that stayed outside. */
  readonly externals: readonly ExternalModule[];
  /** Absolute paths of the user's own source files in it. */
  readonly sources: ReadonlySet<string>;
}

export interface BuiltFile {
  readonly path: string;
  readonly contents: Uint8Array;
}

/** Why there is no code; the first three members make Lambda's init error document. */
export interface BuildFailure {
  readonly errorType: "Runtime.UserCodeSyntaxError" | "Runtime.ImportModuleError" | "Runtime.HandlerNotFound";
  /** One line: `src/orders.ts:3:14: Expected ")" but found "}"`. */
  readonly message: string;
  /** The message with its code frame, several lines, no colour. */
  readonly frame: string;
  /** `src/orders.ts:3:14`, when the message has a place. */
  readonly at?: string;
}
