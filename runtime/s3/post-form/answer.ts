import type { WireResponse } from "../../core/wire.ts";
import { escapeXml } from "../../protocol/xml.ts";

export interface Posted {
  readonly bucketName: string;
  readonly key: string;
  /** With quotes. */
  readonly eTag: string;
  readonly location: string;
}

/** What a form asks to be answered: a redirect, or one of three statuses. */
export function postAnswer(fields: ReadonlyMap<string, string>, posted: Posted): WireResponse {
  const headers = { ETag: posted.eTag, Location: posted.location };
  const redirect = redirectOf(fields.get("success_action_redirect") ?? fields.get("redirect"), posted);
  if (redirect !== undefined) return { status: 303, headers: { ...headers, Location: redirect }, body: "" };
  const status = fields.get("success_action_status");
  if (status === "200") return { status: 200, headers, body: "" };
  if (status !== "201") return { status: 204, headers, body: "" };
  return { status: 201, headers: { ...headers, "Content-Type": "application/xml" }, body: toXml(posted) };
}

function redirectOf(target: string | undefined, { bucketName, key, eTag }: Posted): string | undefined {
  if (target === undefined || !URL.canParse(target)) return undefined;
  const url = new URL(target);
  url.searchParams.set("bucket", bucketName);
  url.searchParams.set("key", key);
  url.searchParams.set("etag", eTag);
  return url.href;
}

function toXml({ location, bucketName, key, eTag }: Posted): string {
  const members = [
    ["Location", location],
    ["Bucket", bucketName],
    ["Key", key],
    ["ETag", eTag],
  ];
  const content = members.map(([name = "", text = ""]) => `<${name}>${escapeXml(text)}</${name}>`).join("");
  return `<?xml version="1.0" encoding="UTF-8"?>\n<PostResponse>${content}</PostResponse>`;
}
