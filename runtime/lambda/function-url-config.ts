import type { Cors, FunctionUrlAuthType, InvokeMode } from "../protocol/generated/lambda.ts";

/** The URL of `$LATEST` or of an alias. https://docs.aws.amazon.com/lambda/latest/api/API_FunctionUrlConfig.html */
export interface FunctionUrlSettings {
  /** The first label of its host name. */
  readonly urlId: string;
  readonly authType: FunctionUrlAuthType;
  readonly invokeMode: InvokeMode;
  readonly cors?: Cors | undefined;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  /** Epoch milliseconds. */
  readonly lastModifiedAt: number;
}
