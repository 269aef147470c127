/**
 * Where the rest protocols put each member of an operation: in the path, the query, headers, or the body. Worked out once.
 *
 * @see https://smithy.io/2.0/spec/http-bindings.html
 */
import type { Member, OperationSchema, StructureShape } from "./schema.ts";

/** One member with its name in the query or its header, headers in lower case for reading. */
export interface Bound {
  readonly member: Member;
  readonly name: string;
}

export interface BodyPlan {
  /** The one member that is the body, when there is such a member. */
  readonly payload: Member | undefined;
  /** The members that are bound nowhere else and make a document together; `undefined` when there are none. */
  readonly document: StructureShape | undefined;
}

export interface InputPlan extends BodyPlan {
  readonly labels: readonly Member[];
  readonly queries: readonly Bound[];
  readonly headers: readonly Bound[];
  /** Maps of all headers with one prefix. */
  readonly prefixed: readonly Bound[];
  /** The map of all query parameters that no other member has. */
  readonly otherQueries: Member | undefined;
  /** Whether the body is a stream. */
  readonly streams: boolean;
}

export interface OutputPlan extends BodyPlan {
  readonly headers: readonly Bound[];
  readonly prefixed: readonly Bound[];
  readonly status: Member | undefined;
}

/** The plan of a modelled error, whose members may be headers as well. */
export function errorPlanOf(shape: StructureShape): OutputPlan {
  let plan = errorPlans.get(shape);
  if (plan === undefined) {
    plan = planOutput(shape);
    errorPlans.set(shape, plan);
  }
  return plan;
}

const errorPlans = new WeakMap<StructureShape, OutputPlan>();
const inputPlans = new WeakMap<OperationSchema, InputPlan>();
const outputPlans = new WeakMap<OperationSchema, OutputPlan>();

export function inputPlanOf(operation: OperationSchema): InputPlan {
  let plan = inputPlans.get(operation);
  if (plan === undefined) {
    plan = planInput(operation.input);
    inputPlans.set(operation, plan);
  }
  return plan;
}

export function outputPlanOf(operation: OperationSchema): OutputPlan {
  let plan = outputPlans.get(operation);
  if (plan === undefined) {
    plan = planOutput(operation.output);
    outputPlans.set(operation, plan);
  }
  return plan;
}

function planInput(shape: StructureShape): InputPlan {
  const { members } = shape;
  const body = planBody(shape);
  return {
    ...body,
    labels: members.filter(({ traits }) => traits.httpLabel === true),
    queries: members.flatMap((member) => bound(member, member.traits.httpQuery)),
    headers: members.flatMap((member) => bound(member, member.traits.httpHeader?.toLowerCase())),
    prefixed: members.flatMap((member) => bound(member, member.traits.httpPrefixHeaders?.toLowerCase())),
    otherQueries: members.find(({ traits }) => traits.httpQueryParams === true),
    streams: body.payload?.kind === "blob" && body.payload.traits.streaming === true,
  };
}

function planOutput(shape: StructureShape | undefined): OutputPlan {
  if (shape === undefined) {
    return { payload: undefined, document: undefined, headers: [], prefixed: [], status: undefined };
  }
  const { members } = shape;
  return {
    ...planBody(shape),
    headers: members.flatMap((member) => bound(member, member.traits.httpHeader)),
    prefixed: members.flatMap((member) => bound(member, member.traits.httpPrefixHeaders)),
    status: members.find(({ traits }) => traits.httpResponseCode === true),
  };
}

function bound(member: Member, name: string | undefined): Bound[] {
  return name === undefined ? [] : [{ member, name }];
}

function planBody(shape: StructureShape): BodyPlan {
  const payload = shape.members.find(({ traits }) => traits.httpPayload === true);
  const unbound = shape.members.filter((member) => !isBound(member));
  const document = payload === undefined && unbound.length > 0 ? { ...shape, members: unbound } : undefined;
  return { payload, document };
}

function isBound({ traits }: Member): boolean {
  if (traits.httpLabel === true || traits.httpQueryParams === true || traits.httpResponseCode === true) return true;
  const names = [traits.httpQuery, traits.httpHeader, traits.httpPrefixHeaders];
  return names.some((name) => name !== undefined);
}
