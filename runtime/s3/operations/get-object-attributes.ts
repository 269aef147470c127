import type {
  GetObjectAttributesOutput,
  GetObjectAttributesParts,
  GetObjectAttributesRequest,
} from "../../protocol/generated/s3.ts";
import { memberOf } from "../checksums/requested-checksum.ts";
import { invalidArgument } from "../errors.ts";
import { pageSize } from "../listing/list-request.ts";
import { checkReadKey } from "../objects/encryption.ts";
import { findObject } from "../objects/find-object.ts";
import type { ObjectVersion } from "../s3-object.ts";
import type { Operation } from "./service-parts.ts";

const ATTRIBUTES: ReadonlySet<string> = new Set(["ETag", "Checksum", "ObjectParts", "StorageClass", "ObjectSize"]);

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectAttributes.html */
export const getObjectAttributes: Operation<GetObjectAttributesRequest, GetObjectAttributesOutput> = (
  { buckets },
  request,
) => {
  const bucket = buckets.ofRequest(request);
  const object = findObject(bucket, request, { method: "GET" });
  checkReadKey(object.encryption, request);
  const wanted = new Set(request.ObjectAttributes.flatMap((names) => names.split(",")).map((name) => name.trim()));
  for (const name of wanted) {
    if (!ATTRIBUTES.has(name))
      throw invalidArgument("Invalid attribute name specified.", "x-amz-object-attributes", name);
  }
  return {
    LastModified: object.lastModifiedAt,
    ...(bucket.versioning !== undefined && { VersionId: object.versionId }),
    ...(wanted.has("ETag") && { ETag: object.eTag }),
    ...(wanted.has("Checksum") && checksumOf(object)),
    ...(wanted.has("ObjectParts") && object.parts !== undefined && { ObjectParts: partsOf(object, request) }),
    ...(wanted.has("StorageClass") && { StorageClass: object.storageClass }),
    ...(wanted.has("ObjectSize") && { ObjectSize: object.body.byteLength }),
  };
};

function checksumOf({ checksum }: ObjectVersion): Pick<GetObjectAttributesOutput, "Checksum"> {
  if (checksum === undefined) return {};
  const { algorithm, type, value } = checksum;
  // Without the number of parts, which ObjectParts has.
  return { Checksum: { [memberOf(algorithm)]: value.replace(/-\d+$/, ""), ChecksumType: type } };
}

/** Parts are listed only where each has a checksum of its own that counts: of a composite one. */
function partsOf(
  { parts = [], checksum }: ObjectVersion,
  request: GetObjectAttributesRequest,
): GetObjectAttributesParts {
  const total = { TotalPartsCount: parts.length };
  if (checksum?.type !== "COMPOSITE") return total;
  const max = pageSize(request.MaxParts, "max-parts");
  const marker = Number(request.PartNumberMarker ?? 0);
  const behind = parts.filter(({ partNumber }) => partNumber > marker);
  const page = behind.slice(0, max);
  return {
    ...total,
    PartNumberMarker: String(marker),
    NextPartNumberMarker: String(page.at(-1)?.partNumber ?? 0),
    MaxParts: max,
    IsTruncated: behind.length > page.length,
    ...(page.length > 0 && {
      Parts: page.map((part) => ({
        PartNumber: part.partNumber,
        Size: part.byteLength,
        [memberOf(checksum.algorithm)]: part.checksum,
      })),
    }),
  };
}
