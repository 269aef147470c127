/** A function as the user declares it, checked and with its defaults filled in. AWS's terms. */
export interface FunctionDefinition {
  /** 1 to 64 letters, digits, hyphens and underscores. */
  readonly functionName: string;
  /** Path from the project folder without extension, a dot, and the export: `src/orders.handler`. */
  readonly handler: string;
  readonly runtime: LambdaRuntime;
  /** Seconds, 1 to 900. https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html */
  readonly timeout: number;
  /** MB, 128 to 10 240. */
  readonly memorySize: number;
  readonly environment: Readonly<Record<string, string>>;
  /** Concurrent executions kept for this function, and its limit; absent: the account's pool. */
  readonly reservedConcurrentExecutions?: number;
  readonly bundle: BundleOptions;
}

/** Identifiers of the runtimes that run here. https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html */
export type LambdaRuntime = `nodejs${number}.x` | `python3.${number}` | "provided.al2" | "provided.al2023";

export interface BundleOptions {
  /** Packages never bundled, also not from the workspace. */
  readonly external: readonly string[];
  /** `code`: packages in node_modules stay where they are (reload in milliseconds). `all`: one file with everything in it. */
  readonly mode: "code" | "all";
  /** The module system of the built file; by default the nearest package.json's. */
  readonly format?: "esm" | "cjs";
}
