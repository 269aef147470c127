import type {
  CreateCodeSigningConfigRequest,
  CreateCodeSigningConfigResponse,
  DeleteCodeSigningConfigRequest,
  DeleteCodeSigningConfigResponse,
  GetCodeSigningConfigRequest,
  GetCodeSigningConfigResponse,
  ListCodeSigningConfigsRequest,
  ListCodeSigningConfigsResponse,
  UpdateCodeSigningConfigRequest,
  UpdateCodeSigningConfigResponse,
} from "../../protocol/generated/lambda.ts";
import { resourceConflict } from "../errors.ts";
import { pageOf } from "../paging.ts";
import { addTags } from "../tags.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_CreateCodeSigningConfig.html */
export const createCodeSigningConfig: Operation<CreateCodeSigningConfigRequest, CreateCodeSigningConfigResponse> = (
  { codeSigning, clock },
  request,
  context,
) => {
  const settings = {
    Description: request.Description,
    AllowedPublishers: request.AllowedPublishers,
    // AWS's default.
    CodeSigningPolicies: request.CodeSigningPolicies ?? { UntrustedArtifactOnDeployment: "Warn" },
  };
  const { Tags: tags = {} } = request;
  // Too many are refused before anything is made.
  addTags(new Map(), tags);
  const config = codeSigning.create(context, settings, clock.now());
  addTags(codeSigning.tagsOf(config.CodeSigningConfigArn), tags);
  return { CodeSigningConfig: config };
};

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_GetCodeSigningConfig.html */
export const getCodeSigningConfig: Operation<GetCodeSigningConfigRequest, GetCodeSigningConfigResponse> = (
  { codeSigning },
  request,
) => ({ CodeSigningConfig: codeSigning.require(request.CodeSigningConfigArn) });

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_UpdateCodeSigningConfig.html */
export const updateCodeSigningConfig: Operation<UpdateCodeSigningConfigRequest, UpdateCodeSigningConfigResponse> = (
  { codeSigning, clock },
  { CodeSigningConfigArn: arn, ...change },
) => ({ CodeSigningConfig: codeSigning.update(codeSigning.require(arn), change, clock.now()) });

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_DeleteCodeSigningConfig.html */
export const deleteCodeSigningConfig: Operation<DeleteCodeSigningConfigRequest, DeleteCodeSigningConfigResponse> = (
  { codeSigning, functions },
  request,
) => {
  const config = codeSigning.require(request.CodeSigningConfigArn);
  // The rule is documented, the sentence is ours.
  for (const record of functions.all()) {
    if (codeSigning.arnOf(record) !== config.CodeSigningConfigArn) continue;
    throw resourceConflict(`The code signing configuration ${config.CodeSigningConfigArn} is in use by a function.`);
  }
  codeSigning.delete(config);
  return {};
};

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_ListCodeSigningConfigs.html */
export const listCodeSigningConfigs: Operation<ListCodeSigningConfigsRequest, ListCodeSigningConfigsResponse> = (
  { codeSigning },
  request,
  context,
) => {
  const configs = codeSigning.of(context);
  const { items, nextMarker } = pageOf(configs, ({ CodeSigningConfigArn: arn }) => arn, request);
  return { CodeSigningConfigs: items, NextMarker: nextMarker };
};
