import type { StoredArchive } from "../core/function-runner.ts";
import { isDeepStrictEqual } from "node:util";
import type { FunctionCode } from "./function-code.ts";
import type { FunctionRecord } from "./function-record.ts";
import { LATEST } from "./function-reference.ts";
import type { FunctionSettings } from "./function-settings.ts";
import type { FunctionVersion, VersionState } from "./function-version.ts";
import type { LambdaParts } from "./operations/service-parts.ts";

export interface Publication {
  readonly description?: string | undefined;
  /** Of the new version: `creating` when it becomes active together with what it was made with. */
  readonly state: VersionState;
}

/**
 * Makes a version of `$LATEST` as it is; the newest version again when nothing has changed since it was published.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_PublishVersion.html
 */
export async function publish(
  parts: LambdaParts,
  record: FunctionRecord,
  { description, state }: Publication,
): Promise<FunctionVersion> {
  const { deployments } = parts;
  const { settings, code } = record.latest;
  const archive = await archiveOf(parts, record, code);
  const same = unchangedSince(record, settings, archive);
  if (same !== undefined) return same;
  const version: FunctionVersion = {
    version: String(record.nextVersion),
    settings: { ...settings, description: description ?? settings.description },
    code: { kind: "archive", archive },
    // What it was made with may have become active while its code was packed.
    state: record.latest.state === "active" ? "active" : state,
    revisionId: deployments.revisionId(),
    lastModifiedAt: deployments.now(),
  };
  deployments.deployRequested(record, version);
  record.nextVersion++;
  record.published.set(version.version, version);
  record.publishedFrom = { version: version.version, settings, codeSha256: archive.codeSha256 };
  // Recorded 2025-11-25, lambda_api--TestLambdaRevisions.function_revisions_version_and_alias.
  record.latest = { ...record.latest, revisionId: deployments.revisionId() };
  return version;
}

/** A version keeps its code: of sources, as they are built now. */
async function archiveOf({ runner }: LambdaParts, record: FunctionRecord, code: FunctionCode): Promise<StoredArchive> {
  return code.kind === "archive" ? code.archive : runner.codeOf(record.arn, LATEST);
}

function unchangedSince(
  { publishedFrom, published }: FunctionRecord,
  settings: FunctionSettings,
  { codeSha256 }: StoredArchive,
): FunctionVersion | undefined {
  if (publishedFrom?.codeSha256 !== codeSha256 || !isDeepStrictEqual(publishedFrom.settings, settings))
    return undefined;
  return published.get(publishedFrom.version);
}
