import type { MappingSettings } from "../../runtime/core/ports.ts";
import type { EventSourceMappingDefinition, FunctionResponseType } from "../definition.ts";
import { invalidParameterValue } from "../errors.ts";
import { BATCH_SIZE, MAXIMUM_BATCHING_WINDOW_IN_SECONDS } from "../event-source-mapping.ts";

/** A definition under construction; a member that is `undefined` is not set. */
type Draft = {
  -readonly [Member in keyof EventSourceMappingDefinition]: EventSourceMappingDefinition[Member] | undefined;
};

/** A new mapping's definition from what the Lambda API was given. */
export function definitionOf(
  eventSourceArn: string,
  functionName: string,
  settings: MappingSettings,
): EventSourceMappingDefinition {
  return changeDefinition({ eventSourceArn, functionName }, settings);
}

/**
 * The definition after an update: what is absent stays, an empty value takes a setting away ("To remove the configuration, pass an
 * empty value." https://docs.aws.amazon.com/lambda/latest/api/API_ScalingConfig.html; the same here for filters, pollers, metrics,
 * logging and the key, of which AWS does not tell).
 *
 * @throws {AwsError} `InvalidParameterValueException` for a response type that is not one
 */
export function changeDefinition(
  definition: EventSourceMappingDefinition,
  change: MappingSettings,
): EventSourceMappingDefinition {
  const draft: Draft = { ...definition };
  changePlainSettings(draft, change);
  const { FilterCriteria, ScalingConfig, ProvisionedPollerConfig, MetricsConfig, LoggingConfig, KMSKeyArn } = change;
  if (FilterCriteria !== undefined) {
    const filters = (FilterCriteria.Filters ?? []).map(({ Pattern = "{}" }) => ({ pattern: Pattern }));
    draft.filterCriteria = filters.length === 0 ? undefined : { filters };
  }
  if (ScalingConfig !== undefined) {
    draft.scalingConfig = setMembers({ maximumConcurrency: ScalingConfig.MaximumConcurrency });
  }
  if (ProvisionedPollerConfig !== undefined) {
    draft.provisionedPollerConfig = setMembers({
      minimumPollers: ProvisionedPollerConfig.MinimumPollers,
      maximumPollers: ProvisionedPollerConfig.MaximumPollers,
      pollerGroupName: ProvisionedPollerConfig.PollerGroupName,
    });
  }
  if (MetricsConfig !== undefined) {
    const metrics = MetricsConfig.Metrics ?? [];
    draft.metricsConfig = metrics.length === 0 ? undefined : { metrics };
  }
  if (LoggingConfig !== undefined) {
    draft.loggingConfig = setMembers({ systemLogLevel: LoggingConfig.SystemLogLevel });
  }
  if (KMSKeyArn !== undefined) draft.kmsKeyArn = KMSKeyArn === "" ? undefined : KMSKeyArn;
  const { eventSourceArn, functionName } = definition;
  return { ...setMembers(draft), eventSourceArn, functionName };
}

function changePlainSettings(draft: Draft, change: MappingSettings): void {
  draft.enabled = change.Enabled ?? draft.enabled;
  draft.batchSize = change.BatchSize ?? draft.batchSize;
  draft.maximumBatchingWindowInSeconds = change.MaximumBatchingWindowInSeconds ?? draft.maximumBatchingWindowInSeconds;
  draft.functionResponseTypes = change.FunctionResponseTypes?.map(responseType) ?? draft.functionResponseTypes;
}

function responseType(name: string): FunctionResponseType {
  if (name === "ReportBatchItemFailures") return name;
  // The model's enum is checked before us; this is for other doors.
  throw invalidParameterValue(`Unknown function response type: ${name}`);
}

/** The members that are set, `undefined` when none is. */
function setMembers<T extends object>(members: T): { [Member in keyof T]: Exclude<T[Member], undefined> } | undefined {
  const set = Object.entries(members).filter(([, value]) => value !== undefined);
  if (set.length === 0) return undefined;
  // oxlint-disable-next-line no-unsafe-type-assertion -- Object.fromEntries forgets which members there are
  return Object.fromEntries(set) as { [Member in keyof T]: Exclude<T[Member], undefined> };
}

/**
 * The settings as `EventSourceMappingConfiguration` shows them, in the order of the recordings: size, window and response types
 * always, the others when they are set.
 */
export function settingsView(definition: EventSourceMappingDefinition): MappingSettings {
  const { filterCriteria, scalingConfig, provisionedPollerConfig, metricsConfig, loggingConfig, kmsKeyArn } =
    definition;
  return {
    BatchSize: definition.batchSize ?? BATCH_SIZE.default,
    MaximumBatchingWindowInSeconds: definition.maximumBatchingWindowInSeconds ?? MAXIMUM_BATCHING_WINDOW_IN_SECONDS.min,
    FunctionResponseTypes: definition.functionResponseTypes ?? [],
    ...(filterCriteria && {
      FilterCriteria: { Filters: filterCriteria.filters.map(({ pattern }) => ({ Pattern: pattern })) },
    }),
    ...(scalingConfig?.maximumConcurrency !== undefined && {
      ScalingConfig: { MaximumConcurrency: scalingConfig.maximumConcurrency },
    }),
    ...(provisionedPollerConfig && {
      ProvisionedPollerConfig: {
        MinimumPollers: provisionedPollerConfig.minimumPollers,
        MaximumPollers: provisionedPollerConfig.maximumPollers,
        PollerGroupName: provisionedPollerConfig.pollerGroupName,
      },
    }),
    ...(metricsConfig && { MetricsConfig: { Metrics: metricsConfig.metrics } }),
    ...(loggingConfig && { LoggingConfig: { SystemLogLevel: loggingConfig.systemLogLevel } }),
    ...(kmsKeyArn !== undefined && { KMSKeyArn: kmsKeyArn }),
  };
}
