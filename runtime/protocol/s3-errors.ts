/** What S3 answers before any of its operations sees the request, in AWS's own words. */
import { AwsError } from "../core/errors.ts";
import type { ErrorMembers } from "../core/errors.ts";

function s3Error(code: string, status: number, message: string, members: ErrorMembers = {}): AwsError {
  return new AwsError(code, message, { status, members });
}

export function malformedXml(): AwsError {
  const message = "The XML you provided was not well-formed or did not validate against our published schema";
  return s3Error("MalformedXML", 400, message);
}

export function invalidUri(uri: string): AwsError {
  return s3Error("InvalidURI", 400, "Couldn't parse the specified URI.", { URI: uri });
}

export function invalidArgument(message: string, name: string, value: string): AwsError {
  return s3Error("InvalidArgument", 400, message, { ArgumentName: name, ArgumentValue: value });
}

export function methodNotAllowed(method: string, resourceType: string): AwsError {
  const message = "The specified method is not allowed against this resource.";
  return s3Error("MethodNotAllowed", 405, message, { Method: method, ResourceType: resourceType });
}

/** Observed for a POST to a bucket that is no form (public reports of AWS's answers). */
export function bucketPostMustBeForm(): AwsError {
  const message = "At least one of the pre-conditions you specified did not hold";
  const members = { Condition: "Bucket POST must be of the enclosure-type multipart/form-data" };
  return s3Error("PreconditionFailed", 412, message, members);
}

export function missingContentLength(): AwsError {
  return s3Error("MissingContentLength", 411, "You must provide the Content-Length HTTP header.");
}

export function transferEncodingNotImplemented(): AwsError {
  const message = "A header you provided implies functionality that is not implemented";
  return s3Error("NotImplemented", 501, message, { Header: "Transfer-Encoding" });
}

export function incompleteBody(): AwsError {
  const message = "You did not provide the number of bytes specified by the Content-Length HTTP header";
  return s3Error("IncompleteBody", 400, message);
}

/** A body that says that it is aws-chunked and is not. */
export function malformedChunks(): AwsError {
  return s3Error("IncompleteBody", 400, "The request body terminated unexpectedly");
}

/**
 * @param chunk the one at which it shows, counted from 1: the first that follows the one that is too small (public reports of AWS's answers)
 * @param bytes of the one that is too small
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html "The chunk size must be at least 8 KB"
 */
export function invalidChunkSize(chunk: number, bytes: number): AwsError {
  const message = "Only the last chunk is allowed to have a size less than 8192 bytes";
  return s3Error("InvalidChunkSizeError", 403, message, { Chunk: chunk, BadChunkSize: bytes });
}

export function malformedTrailer(): AwsError {
  const message =
    "The request contained trailing data that was not well-formed or did not conform to our published schema.";
  return s3Error("MalformedTrailerError", 400, message);
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html */
export function malformedPost(): AwsError {
  const message = "The body of your POST request is not well-formed multipart/form-data.";
  return s3Error("MalformedPOSTRequest", 400, message);
}

export function oneFileExpected(): AwsError {
  return invalidArgument("POST requires exactly one file upload per request.", "file", "0");
}

export function maxPostPreDataLengthExceeded(): AwsError {
  const message = "Your POST request fields preceding the upload file were too large.";
  return s3Error("MaxPostPreDataLengthExceeded", 400, message);
}
