import { createHash } from "node:crypto";
import type { RequestContext } from "../protocol/service.ts";
import type { S3EventRequest } from "./events.ts";

/** What is told of who asked. */
type Asker = Pick<RequestContext, "requestId" | "hostId" | "accessKeyId" | "accountId" | "sourceIp">;

/** What an event says about the request behind it. `reason` is the operation, as EventBridge names it. */
export function eventRequest(context: Asker, reason: string): S3EventRequest {
  return {
    reason,
    requestId: context.requestId,
    hostId: context.hostId,
    principalId: principalIdOf(context.accessKeyId ?? context.accountId),
    requester: context.accountId,
    sourceIpAddress: context.sourceIp,
  };
}

/** What S3 does by itself has these words for everybody. */
export function serviceRequest(reason: string, requestId: string): S3EventRequest {
  const itself = "s3.amazonaws.com";
  return {
    reason,
    requestId,
    hostId: hostIdOf(requestId),
    principalId: itself,
    requester: itself,
    sourceIpAddress: itself,
  };
}

const principals = new Map<string, string>();
/** A client that invents access keys must not fill the memory. */
const MAX_PRINCIPALS = 1000;

function principalIdOf(accessKeyId: string): string {
  let id = principals.get(accessKeyId);
  if (id === undefined) {
    if (principals.size >= MAX_PRINCIPALS) principals.clear();
    id = `AWS:${userIdOf(accessKeyId)}`;
    principals.set(accessKeyId, id);
  }
  return id;
}

/** An IAM user's unique id has this form. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html */
function userIdOf(accessKeyId: string): string {
  const digest = createHash("sha256").update(accessKeyId).digest();
  return `AIDA${Array.from(digest.subarray(0, 17), (byte) => BASE32[byte & 31] ?? "").join("")}`;
}

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

function hostIdOf(requestId: string): string {
  return createHash("sha384").update(requestId).digest("base64");
}
