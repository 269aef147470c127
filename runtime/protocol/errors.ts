import { AwsError } from "../core/errors.ts";

/** A body that cannot be read at all, or holds the wrong JSON type. */
export function serializationException(message: string): AwsError {
  return new AwsError("SerializationException", message, { status: 400 });
}

/** The service has no such operation. */
export function unknownOperation(message: string): AwsError {
  return new AwsError("UnknownOperationException", message, { status: 400 });
}

/** AWS has it, we do not. The status keeps SDKs from retrying: they retry 500, 502, 503 and 504. */
export function notImplemented(what: string): AwsError {
  return new AwsError("NotImplemented", `lambdaloop does not implement ${what}.`, { status: 501, fault: "Receiver" });
}

/** A bug of ours, as AWS words its own. */
export function internalFailure(cause: unknown): AwsError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new AwsError("InternalFailure", `lambdaloop failed: ${reason}`, { status: 500, fault: "Receiver" });
}
