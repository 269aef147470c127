import type { AwsError } from "../../runtime/core/errors.ts";
import { genericJsonName, toErrorAnswer } from "../../runtime/protocol/error-answer.ts";
import { serviceModels } from "../../runtime/protocol/generated/index.ts";
import { linkModel } from "../../runtime/protocol/schema.ts";
import type { RequestContext } from "../../runtime/protocol/service.ts";
import type { Place } from "./recording.ts";

/** Where recorded calls are done again. */
export const PLACE: Place = { region: "us-east-1", accountId: "000000000000" };

/** A request of the account's own. */
export function contextOf(protocol: RequestContext["protocol"]): RequestContext {
  return {
    requestId: "00000000-0000-4000-8000-000000000000",
    ...PLACE,
    accessKeyId: "test",
    endpoint: "http://127.0.0.1:4566",
    path: "/",
    protocol,
    signal: new AbortController().signal,
    causeId: undefined,
    traceHeader: undefined,
    hostId: "",
    sourceIp: "127.0.0.1",
    header: () => undefined,
  };
}

/** Gives errors as the recorder kept them; what only one of a service's protocols shows is in all. */
export function errorRecorder(service: string): (error: AwsError) => object {
  const model = serviceModels.get(service);
  const schema = model && linkModel(model);
  return (error) => {
    const answer = toErrorAnswer(error, schema);
    const name = answer.shape?.name ?? genericJsonName(error.code);
    return {
      Error: { Code: answer.queryCode, Message: error.message, QueryErrorCode: name, Type: answer.fault },
      message: error.message,
      ...metadata(answer.status),
    };
  };
}

export function metadata(status: number): object {
  return { ResponseMetadata: { HTTPHeaders: {}, HTTPStatusCode: status } };
}
