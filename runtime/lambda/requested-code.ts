import { statSync } from "node:fs";
import { isAbsolute } from "node:path";
import { AwsError } from "../core/errors.ts";
import type { FunctionCode as RequestedCode } from "../protocol/generated/lambda.ts";
import { checkArchiveSize } from "./archive.ts";
import { invalidParameterValue, notModelled } from "./errors.ts";
import type { FunctionCode } from "./function-code.ts";
import type { LambdaParts } from "./operations/service-parts.ts";

/** The bucket whose keys are folders of the user's, watched and live at once. A convention of local runtimes; AWS has no such bucket. */
const HOT_RELOAD_BUCKET = "hot-reload";

/**
 * Takes the code that CreateFunction or UpdateFunctionCode names.
 *
 * @throws {AwsError} `InvalidParameterValueException`, `RequestEntityTooLargeException`
 */
export async function takeCode(parts: LambdaParts, requested: RequestedCode): Promise<FunctionCode> {
  const { ZipFile: zipFile, S3Bucket: bucket, S3Key: key } = requested;
  refuseUnmodelled(requested);
  if (zipFile !== undefined) {
    checkArchiveSize(zipFile, true);
    return { kind: "archive", archive: await parts.runner.store(zipFile) };
  }
  // AWS's sentence, known from public reports.
  if (bucket === undefined || key === undefined)
    throw invalidParameterValue("Please provide a source for function code.");
  if (bucket === HOT_RELOAD_BUCKET) return { kind: "folder", folder: checkFolder(key) };
  const archive = await readArchive(parts, bucket, key, requested.S3ObjectVersion);
  checkArchiveSize(archive, false);
  return { kind: "archive", archive: await parts.runner.store(archive) };
}

function refuseUnmodelled({ ImageUri: image, SourceKMSKeyArn: key, S3ObjectStorageMode: mode }: RequestedCode): void {
  refuseStorageMode(mode);
  if (image !== undefined) throw notModelled("A function from a container image (ImageUri)");
  if (key !== undefined) throw notModelled("SourceKMSKeyArn");
}

/**
 * Code that is read from S3 is copied, as by default at AWS.
 *
 * @throws {AwsError} `InvalidParameterValueException` for code that stays in its bucket
 */
export function refuseStorageMode(mode: string | undefined): void {
  if (mode !== undefined && mode !== "COPY") throw notModelled(`S3ObjectStorageMode ${mode}`);
}

function checkFolder(folder: string): string {
  const isFolder = isAbsolute(folder) && statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true;
  if (!isFolder) {
    throw invalidParameterValue(
      `The S3Key of bucket ${HOT_RELOAD_BUCKET} must be the absolute path of a folder; ${folder} is none.`,
    );
  }
  return folder;
}

/**
 * An object of S3.
 *
 * @throws {AwsError} `InvalidParameterValueException` with S3's own code and sentence (recorded 2025-11-25,
 *   lambda_api--TestLambdaFunction.lambda_code_location_s3_errors)
 */
export async function readArchive(
  { readObject }: Pick<LambdaParts, "readObject">,
  bucket: string,
  key: string,
  versionId: string | undefined,
): Promise<Uint8Array> {
  try {
    const bytes = await readObject(bucket, key, versionId);
    if (bytes !== undefined) return bytes;
  } catch (error) {
    if (error instanceof AwsError) throw objectNotRead(error.code, error.message);
    throw error;
  }
  throw objectNotRead("NoSuchKey", "The specified key does not exist.");
}

function objectNotRead(code: string, message: string): AwsError {
  return invalidParameterValue(`Error occurred while GetObject. S3 Error Code: ${code}. S3 Error Message: ${message}`);
}
