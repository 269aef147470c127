import type { Random } from "../core/random.ts";
import type { Cors, FunctionUrlAuthType, InvokeMode } from "../protocol/generated/lambda.ts";

/** The URL of `$LATEST` or of an alias. https://docs.aws.amazon.com/lambda/latest/api/API_FunctionUrlConfig.html */
export interface FunctionUrlSettings {
  /** The first label of its host name. */
  readonly urlId: string;
  readonly authType: FunctionUrlAuthType;
  /** Absent until it is set; then `BUFFERED`. */
  readonly invokeMode?: InvokeMode | undefined;
  readonly cors?: Cors | undefined;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  /** Epoch milliseconds. */
  readonly lastModifiedAt: number;
}

/** Where a function URL leads: `http://127.0.0.1:4566/_lambda-url/<id>/`; AWS's own form is a host name, which need not resolve here. */
export function functionUrlText(urlId: string, endpointUrl: string): string {
  return `${endpointUrl}/_lambda-url/${urlId}/`;
}

const URL_ID_LENGTH = 32;

/** 32 lower-case letters and digits, as AWS's are. */
export function newUrlId(random: Random): string {
  return Array.from({ length: URL_ID_LENGTH }, () => random.int(36).toString(36)).join("");
}
