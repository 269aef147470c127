import type { LambdaOperations } from "../protocol/generated/lambda.ts";
import * as codeSigning from "./operations/code-signing-configs.ts";
import { deleteLayerVersion } from "./operations/delete-layer-version.ts";
import * as invokeConfigs from "./operations/event-invoke-configs.ts";
import * as mappings from "./operations/event-source-mappings.ts";
import * as functionCodeSigning from "./operations/function-code-signing.ts";
import * as urls from "./operations/function-url-configs.ts";
import { getAccountSettings } from "./operations/get-account-settings.ts";
import { getLayerVersion, getLayerVersionByArn } from "./operations/get-layer-version.ts";
import * as layerPermissions from "./operations/layer-version-permissions.ts";
import { listLayers, listLayerVersions } from "./operations/list-layers.ts";
import { publishLayerVersion } from "./operations/publish-layer-version.ts";
import type { Bind } from "./operations/service-parts.ts";

/** Layers, function URLs, event invoke configs, event source mappings, account settings, code signing. */
export function bindAroundOperations(bind: Bind): Partial<LambdaOperations> {
  return { ...bindLayers(bind), ...bindConfigs(bind), ...bindCodeSigning(bind) };
}

function bindLayers(bind: Bind): Partial<LambdaOperations> {
  return {
    AddLayerVersionPermission: bind(layerPermissions.addLayerVersionPermission),
    DeleteLayerVersion: bind(deleteLayerVersion),
    GetLayerVersion: bind(getLayerVersion),
    GetLayerVersionByArn: bind(getLayerVersionByArn),
    GetLayerVersionPolicy: bind(layerPermissions.getLayerVersionPolicy),
    ListLayers: bind(listLayers),
    ListLayerVersions: bind(listLayerVersions),
    PublishLayerVersion: bind(publishLayerVersion),
    RemoveLayerVersionPermission: bind(layerPermissions.removeLayerVersionPermission),
  };
}

function bindConfigs(bind: Bind): Partial<LambdaOperations> {
  return {
    CreateEventSourceMapping: bind(mappings.createEventSourceMapping),
    CreateFunctionUrlConfig: bind(urls.createFunctionUrlConfig),
    DeleteEventSourceMapping: bind(mappings.deleteEventSourceMapping),
    DeleteFunctionEventInvokeConfig: bind(invokeConfigs.deleteFunctionEventInvokeConfig),
    DeleteFunctionUrlConfig: bind(urls.deleteFunctionUrlConfig),
    GetAccountSettings: bind(getAccountSettings),
    GetEventSourceMapping: bind(mappings.getEventSourceMapping),
    GetFunctionEventInvokeConfig: bind(invokeConfigs.getFunctionEventInvokeConfig),
    GetFunctionUrlConfig: bind(urls.getFunctionUrlConfig),
    ListEventSourceMappings: bind(mappings.listEventSourceMappings),
    ListFunctionEventInvokeConfigs: bind(invokeConfigs.listFunctionEventInvokeConfigs),
    ListFunctionUrlConfigs: bind(urls.listFunctionUrlConfigs),
    PutFunctionEventInvokeConfig: bind(invokeConfigs.putFunctionEventInvokeConfig),
    UpdateEventSourceMapping: bind(mappings.updateEventSourceMapping),
    UpdateFunctionEventInvokeConfig: bind(invokeConfigs.updateFunctionEventInvokeConfig),
    UpdateFunctionUrlConfig: bind(urls.updateFunctionUrlConfig),
  };
}

function bindCodeSigning(bind: Bind): Partial<LambdaOperations> {
  return {
    CreateCodeSigningConfig: bind(codeSigning.createCodeSigningConfig),
    DeleteCodeSigningConfig: bind(codeSigning.deleteCodeSigningConfig),
    DeleteFunctionCodeSigningConfig: bind(functionCodeSigning.deleteFunctionCodeSigningConfig),
    GetCodeSigningConfig: bind(codeSigning.getCodeSigningConfig),
    GetFunctionCodeSigningConfig: bind(functionCodeSigning.getFunctionCodeSigningConfig),
    ListCodeSigningConfigs: bind(codeSigning.listCodeSigningConfigs),
    ListFunctionsByCodeSigningConfig: bind(functionCodeSigning.listFunctionsByCodeSigningConfig),
    PutFunctionCodeSigningConfig: bind(functionCodeSigning.putFunctionCodeSigningConfig),
    UpdateCodeSigningConfig: bind(codeSigning.updateCodeSigningConfig),
  };
}
