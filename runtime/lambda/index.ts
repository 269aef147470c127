import type { LambdaOperations } from "../protocol/generated/lambda.ts";
import type { Service } from "../protocol/service.ts";
import { constraintError } from "./constraint-error.ts";
import { type FunctionUrl, FunctionUrls } from "./function-urls.ts";
import { bindOperations } from "./operations.ts";
import { createParts, type LambdaOptions } from "./service.ts";

export type { FunctionUrl } from "./function-urls.ts";
export { LAYER_CONTENT_PATH } from "./layer-view.ts";
export type { LambdaOptions } from "./service.ts";

/** AWS Lambda: its operations for clients, its functions for the other rooms. */
export interface Lambda {
  readonly service: Service<LambdaOperations>;
  /** The function URL with this id (the first label of its host), when there is one. */
  functionUrl(urlId: string): FunctionUrl | undefined;
  /** The archive of a layer version, an absolute path, for downloads at `LAYER_CONTENT_PATH` and the ARN. */
  layerArchiveFile(layerVersionArn: string): string | undefined;
}

export function createLambdaService(options: LambdaOptions): Lambda {
  const parts = createParts(options);
  const urls = new FunctionUrls(parts.functions);
  return {
    service: { name: "lambda", operations: bindOperations(parts), constraintError },
    functionUrl: (urlId) => urls.byId(urlId),
    layerArchiveFile: (arn) => parts.layers.byVersionArn(arn)?.archive.file,
  };
}
