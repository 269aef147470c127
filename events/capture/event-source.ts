/** Where an event comes from, by what only such events have. */
export function sourceOf(event: unknown): string {
  if (typeof event !== "object" || event === null) return "event";
  if ("Records" in event && Array.isArray(event.Records)) return sourceOfRecord(event.Records[0]);
  if ("requestContext" in event) return sourceOfRequest(event);
  if ("detail-type" in event && "source" in event) {
    return event["detail-type"] === "Scheduled Event" ? "schedule" : "eventbridge";
  }
  return "awslogs" in event ? "logs" : "event";
}

function sourceOfRecord(record: unknown): string {
  if (typeof record !== "object" || record === null) return "event";
  const members = record as Readonly<Record<string, unknown>>;
  // SNS spells it with a capital.
  const source = members["eventSource"] ?? members["EventSource"];
  return typeof source === "string" && source.startsWith("aws:") ? source.slice("aws:".length) : "event";
}

function sourceOfRequest(event: object): string {
  if ("version" in event && event.version === "2.0") {
    const { requestContext } = event as { readonly requestContext?: { readonly domainName?: unknown } };
    return String(requestContext?.domainName).includes(".lambda-url.") ? "functionUrl" : "apiGateway";
  }
  return "httpMethod" in event ? "apiGateway" : "event";
}
