import { systemClock } from "../../../../runtime/core/clock.ts";
import { AwsError } from "../../../../runtime/core/errors.ts";
import { Journal } from "../../../../runtime/core/journal.ts";
import { seededRandom } from "../../../../runtime/core/random.ts";
import { VirtualClock } from "../../../../runtime/core/virtual-clock.ts";
import type { WireRequest, WireResponse } from "../../../../runtime/core/wire.ts";
import { localCallersOnly } from "../../../../runtime/http/guard.ts";
import { startHttpServer } from "../../../../runtime/http/server.ts";
import { createDispatcher } from "../../../../runtime/protocol/dispatcher.ts";
import type { LambdaOperations } from "../../../../runtime/protocol/generated/lambda.ts";
import type { LogsOperations } from "../../../../runtime/protocol/generated/logs.ts";
import type { S3Operations } from "../../../../runtime/protocol/generated/s3.ts";
import type { Service } from "../../../../runtime/protocol/service.ts";
import { validationException } from "../../../../runtime/protocol/validation-exception.ts";
import { request } from "../gateway.ts";

/** A Lambda of which each test says what its operations do. */
export function fakeLambda(
  operations: Partial<LambdaOperations>,
  options: Partial<Service<LambdaOperations>> = {},
): Service<LambdaOperations> {
  return { name: "lambda", operations, constraintError: validationException, ...options };
}

export function fakeLogs(operations: Partial<LogsOperations>): Service<LogsOperations> {
  return { name: "logs", operations, constraintError: validationException };
}

function fakeS3(operations: Partial<S3Operations>): Service<S3Operations> {
  const constraintError = () => new AwsError("InvalidArgument", "Invalid Argument");
  return { name: "s3", operations, unchecked: ["enum", "pattern", "length", "range"], constraintError };
}

/** A gateway with Lambda and an S3 in which every object is its own address, without sockets. */
export function lambdaGateway(
  operations: Partial<LambdaOperations>,
  options: Partial<Service<LambdaOperations>> = {},
): { readonly journal: Journal; ask(parts: Partial<WireRequest> & { readonly text?: string }): Promise<WireResponse> } {
  const journal = new Journal(new VirtualClock());
  const s3 = fakeS3({ GetObject: ({ Bucket, Key }) => ({ Body: `object ${Bucket}/${Key}` }) });
  const services = [fakeLambda(operations, options), s3];
  const dispatch = createDispatcher({ services, journal, random: seededRandom("lambda") });
  return {
    journal,
    ask: (parts) => Promise.resolve(dispatch(request({ method: "GET", ...parts }))),
  };
}

/** A server with these services on a free port. */
export async function listening(services: readonly Service[]) {
  const journal = new Journal(systemClock);
  const handler = createDispatcher({ services, journal, random: seededRandom("lambda") });
  const routes = [{ method: "*", pattern: "*", guard: localCallersOnly(), handler }];
  const server = await startHttpServer({ port: 0, routes, journal, clock: systemClock });
  return { ...server, journal };
}
