import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { AwsError } from "../../../runtime/core/errors.ts";
import { toErrorAnswer } from "../../../runtime/protocol/error-answer.ts";
import { serviceModels } from "../../../runtime/protocol/generated/index.ts";
import { linkModel } from "../../../runtime/protocol/schema.ts";

interface Exceptions {
  readonly exceptions: Readonly<
    Record<string, { readonly http: number; readonly members: Readonly<Record<string, string>> }>
  >;
}

const url = new URL("../../fixtures/aws-recordings/errors/lambda.json", import.meta.url);
const { exceptions } = JSON.parse(readFileSync(url, "utf8")) as Exceptions;
const model = serviceModels.get("lambda");

test.each(Object.entries(exceptions))(
  "%s has AWS's status and its message where AWS has it",
  (code, { http, members }) => {
    const answer = toErrorAnswer(new AwsError(code, "why"), model && linkModel(model));

    expect(answer.status).toBe(http);
    expect(answer.members).toEqual({ ["Message" in members ? "Message" : "message"]: "why" });
  },
);
