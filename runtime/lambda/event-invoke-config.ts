/** How asynchronous events of one version or alias are handled. https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionEventInvokeConfig.html */
export interface EventInvokeConfig {
  /** Epoch milliseconds. */
  readonly lastModifiedAt: number;
  /** 0 to 2. */
  readonly maximumRetryAttempts?: number | undefined;
  /** 60 to 21 600. */
  readonly maximumEventAgeInSeconds?: number | undefined;
  /** ARN. */
  readonly onSuccess?: string | undefined;
  /** ARN. */
  readonly onFailure?: string | undefined;
}
