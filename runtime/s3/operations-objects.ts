import type { S3Operations } from "../protocol/generated/s3.ts";
import { abortMultipartUpload } from "./operations/abort-multipart-upload.ts";
import { completeMultipartUpload } from "./operations/complete-multipart-upload.ts";
import { copyObject } from "./operations/copy-object.ts";
import { createMultipartUpload } from "./operations/create-multipart-upload.ts";
import { deleteObjectTagging } from "./operations/delete-object-tagging.ts";
import { deleteObject } from "./operations/delete-object.ts";
import { deleteObjects } from "./operations/delete-objects.ts";
import { getObjectAcl } from "./operations/get-object-acl.ts";
import { getObjectAttributes } from "./operations/get-object-attributes.ts";
import { getObjectLegalHold } from "./operations/get-object-legal-hold.ts";
import { getObjectLockConfiguration } from "./operations/get-object-lock-configuration.ts";
import { getObjectRetention } from "./operations/get-object-retention.ts";
import { getObjectTagging } from "./operations/get-object-tagging.ts";
import { getObject } from "./operations/get-object.ts";
import { headObject } from "./operations/head-object.ts";
import { listMultipartUploads } from "./operations/list-multipart-uploads.ts";
import { listObjectVersions } from "./operations/list-object-versions.ts";
import { listObjectsV2 } from "./operations/list-objects-v2.ts";
import { listObjects } from "./operations/list-objects.ts";
import { listParts } from "./operations/list-parts.ts";
import { putObjectAcl } from "./operations/put-object-acl.ts";
import { putObjectLegalHold } from "./operations/put-object-legal-hold.ts";
import { putObjectLockConfiguration } from "./operations/put-object-lock-configuration.ts";
import { putObjectRetention } from "./operations/put-object-retention.ts";
import { putObjectTagging } from "./operations/put-object-tagging.ts";
import { putObject } from "./operations/put-object.ts";
import { restoreObject } from "./operations/restore-object.ts";
import { uploadPartCopy } from "./operations/upload-part-copy.ts";
import { uploadPart } from "./operations/upload-part.ts";
import type { Bind } from "./operations/service-parts.ts";

/** Operations on objects and uploads. */
export function objectOperations(bind: Bind) {
  return {
    AbortMultipartUpload: bind(abortMultipartUpload),
    CompleteMultipartUpload: bind(completeMultipartUpload),
    CopyObject: bind(copyObject),
    CreateMultipartUpload: bind(createMultipartUpload),
    DeleteObject: bind(deleteObject),
    DeleteObjectTagging: bind(deleteObjectTagging),
    DeleteObjects: bind(deleteObjects),
    GetObject: bind(getObject),
    GetObjectAcl: bind(getObjectAcl),
    GetObjectAttributes: bind(getObjectAttributes),
    GetObjectLegalHold: bind(getObjectLegalHold),
    GetObjectLockConfiguration: bind(getObjectLockConfiguration),
    GetObjectRetention: bind(getObjectRetention),
    GetObjectTagging: bind(getObjectTagging),
    HeadObject: bind(headObject),
    ListMultipartUploads: bind(listMultipartUploads),
    ListObjectVersions: bind(listObjectVersions),
    ListObjects: bind(listObjects),
    ListObjectsV2: bind(listObjectsV2),
    ListParts: bind(listParts),
    PutObject: bind(putObject),
    PutObjectAcl: bind(putObjectAcl),
    PutObjectLegalHold: bind(putObjectLegalHold),
    PutObjectLockConfiguration: bind(putObjectLockConfiguration),
    PutObjectRetention: bind(putObjectRetention),
    PutObjectTagging: bind(putObjectTagging),
    RestoreObject: bind(restoreObject),
    UploadPart: bind(uploadPart),
    UploadPartCopy: bind(uploadPartCopy),
  } satisfies Partial<S3Operations>;
}
