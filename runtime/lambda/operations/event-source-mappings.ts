import { formatArn, parseArn, type Scope } from "../../core/arn.ts";
import type { MappingTarget, MappingView } from "../../core/ports.ts";
import type {
  CreateEventSourceMappingRequest,
  DeleteEventSourceMappingRequest,
  EventSourceMappingConfiguration,
  GetEventSourceMappingRequest,
  ListEventSourceMappingsRequest,
  ListEventSourceMappingsResponse,
  UpdateEventSourceMappingRequest,
} from "../../protocol/generated/lambda.ts";
import type { RequestContext } from "../../protocol/service.ts";
import { invalidParameterValue, resourceDoesNotExist } from "../errors.ts";
import { functionArn, parseFunctionReference } from "../function-reference.ts";
import type { Functions } from "../functions.ts";
import { mappingSettings, requireQueueArn } from "../mapping-request.ts";
import { pageOf } from "../paging.ts";
import { addTags } from "../tags.ts";
import type { LambdaParts, Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html */
export const createEventSourceMapping: Operation<
  CreateEventSourceMappingRequest,
  EventSourceMappingConfiguration
> = async (parts, request, context) => {
  const EventSourceArn = requireQueueArn(request);
  const target = requireTarget(parts.functions, request.FunctionName, context);
  const tags = new Map<string, string>();
  addTags(tags, request.Tags ?? {});
  const view = await parts.mappings().create({ ...mappingSettings(request), EventSourceArn }, target);
  parts.mappingTags.set(mappingArn(view), tags);
  return toConfiguration(view);
};

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_GetEventSourceMapping.html */
export const getEventSourceMapping: Operation<GetEventSourceMappingRequest, EventSourceMappingConfiguration> = (
  parts,
  { UUID },
  context,
) => toConfiguration(requireMapping(parts, UUID, context));

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_UpdateEventSourceMapping.html */
export const updateEventSourceMapping: Operation<
  UpdateEventSourceMappingRequest,
  EventSourceMappingConfiguration
> = async (parts, request, context) => {
  const { UUID, FunctionName: functionName } = request;
  requireMapping(parts, UUID, context);
  const target = functionName === undefined ? undefined : requireTarget(parts.functions, functionName, context);
  return toConfiguration(await parts.mappings().update(UUID, mappingSettings(request), target));
};

/** Answers the mapping as it goes away. @see https://docs.aws.amazon.com/lambda/latest/api/API_DeleteEventSourceMapping.html */
export const deleteEventSourceMapping: Operation<
  DeleteEventSourceMappingRequest,
  EventSourceMappingConfiguration
> = async (parts, { UUID }, context) => {
  requireMapping(parts, UUID, context);
  const view = await parts.mappings().delete(UUID);
  parts.mappingTags.delete(mappingArn(view));
  return toConfiguration(view);
};

/** What one page holds at most, and by default. https://docs.aws.amazon.com/lambda/latest/api/API_ListEventSourceMappings.html */
const LONGEST_PAGE = 100;

/**
 * The mappings of the config are among them. A function that is not there has none, and no error.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_ListEventSourceMappings.html
 */
export const listEventSourceMappings: Operation<ListEventSourceMappingsRequest, ListEventSourceMappingsResponse> = (
  parts,
  request,
  context,
) => {
  const { EventSourceArn: source, FunctionName: functionName } = request;
  const target = functionName === undefined ? undefined : targetArn(functionName, context);
  const matching = parts
    .mappings()
    .list()
    .filter((view) => isOf(view, context))
    .filter((view) => source === undefined || view.EventSourceArn === source)
    .filter((view) => target === undefined || view.FunctionArn === target)
    .toSorted((one, other) => (one.UUID < other.UUID ? -1 : 1));
  const { items, nextMarker } = pageOf(matching, ({ UUID }) => UUID, request, LONGEST_PAGE);
  return { EventSourceMappings: items.map(toConfiguration), NextMarker: nextMarker };
};

function targetArn(functionName: string, context: RequestContext): string {
  const reference = parseFunctionReference(functionName, undefined, context);
  return functionArn(reference, reference.qualifier);
}

/** With the qualifier that the request names, as recorded: lambda_api--TestLambdaEventSourceMappings.function_name_variations. */
function requireTarget(functions: Functions, functionName: string, context: RequestContext): MappingTarget {
  const reference = parseFunctionReference(functionName, undefined, context);
  const version = functions.find(reference)?.versionOf(reference.qualifier);
  if (version === undefined) throw invalidParameterValue("Function does not exist");
  return { functionArn: functionArn(reference, reference.qualifier), timeout: version.settings.timeout };
}

function requireMapping(
  { mappings }: Pick<LambdaParts, "mappings">,
  uuid: string,
  context: RequestContext,
): MappingView {
  const view = mappings().get(uuid);
  if (view === undefined || !isOf(view, context)) throw resourceDoesNotExist();
  return view;
}

function isOf(view: MappingView, { region, accountId }: Scope): boolean {
  const scope = scopeOf(view);
  return scope.region === region && scope.accountId === accountId;
}

/** A mapping lives where its function does. */
function scopeOf({ FunctionArn }: MappingView): Scope {
  const { region = "", accountId = "" } = parseArn(FunctionArn) ?? {};
  return { region, accountId };
}

function mappingArn(view: MappingView): string {
  return formatArn("lambda", scopeOf(view), `event-source-mapping:${view.UUID}`);
}

function toConfiguration(view: MappingView): EventSourceMappingConfiguration {
  const { Enabled: _, ...shown } = view;
  return { ...shown, EventSourceMappingArn: mappingArn(view) };
}
