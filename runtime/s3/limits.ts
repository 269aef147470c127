/** Limits of S3 as data. @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */

/** Bytes of a key in UTF-8. https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html */
export const MAX_KEY_BYTES = 1024;
/** Bytes of all names and values of user metadata. https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html */
export const MAX_METADATA_BYTES = 2048;
/** Bytes of one PutObject or part: 5 GiB. https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html */
export const MAX_PUT_BYTES = 5 * 1024 ** 3;
/** Bytes of every part but the last. https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
export const MIN_PART_BYTES = 5 * 1024 ** 2;
export const MAX_PART_NUMBER = 10_000;
/** Keys, versions, uploads or parts in one answer. */
export const MAX_LIST_ENTRIES = 1000;
/** Keys of one DeleteObjects. https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html */
export const MAX_DELETE_KEYS = 1000;
/** Buckets in one answer. https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html */
export const MAX_LIST_BUCKETS = 10_000;
/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html */
export const MAX_OBJECT_TAGS = 10;
/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/CostAllocTagging.html */
export const MAX_BUCKET_TAGS = 50;
export const MAX_TAG_KEY_CHARACTERS = 128;
export const MAX_TAG_VALUE_CHARACTERS = 256;
