// Made by scripts/generate-models.mjs. Do not edit.
import sqs from "./sqs.model.json" with { type: "json" };
import sns from "./sns.model.json" with { type: "json" };
import sts from "./sts.model.json" with { type: "json" };
import s3 from "./s3.model.json" with { type: "json" };
import lambda from "./lambda.model.json" with { type: "json" };
import logs from "./logs.model.json" with { type: "json" };
import iam from "./iam.model.json" with { type: "json" };
import type { ServiceModel } from "../wire-model.ts";

/** Every service's wire model by its short name. */
export const serviceModels: ReadonlyMap<string, ServiceModel> = new Map([
  ["sqs", sqs as unknown as ServiceModel],
  ["sns", sns as unknown as ServiceModel],
  ["sts", sts as unknown as ServiceModel],
  ["s3", s3 as unknown as ServiceModel],
  ["lambda", lambda as unknown as ServiceModel],
  ["logs", logs as unknown as ServiceModel],
  ["iam", iam as unknown as ServiceModel],
]);
