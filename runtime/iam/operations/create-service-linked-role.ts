import { notImplemented } from "../../protocol/errors.ts";
import type { CreateServiceLinkedRoleRequest, CreateServiceLinkedRoleResponse } from "../../protocol/generated/iam.ts";
import { serviceRoleNameTaken } from "../errors.ts";
import { SERVICE_LINKED_ROLES } from "../service-linked-roles.ts";
import { DEFAULT_SESSION_DURATION, toWireRole } from "./roles.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateServiceLinkedRole.html */
export const createServiceLinkedRole: Operation<CreateServiceLinkedRoleRequest, CreateServiceLinkedRoleResponse> = (
  { roles },
  { AWSServiceName, CustomSuffix, Description },
) => {
  const base = SERVICE_LINKED_ROLES.get(AWSServiceName);
  if (base === undefined) throw notImplemented(`the service-linked role of ${AWSServiceName}`);
  const name = CustomSuffix === undefined ? base : `${base}_${CustomSuffix}`;
  if (roles.has(name)) throw serviceRoleNameTaken(name);
  const role = roles.create({
    name,
    path: `/aws-service-role/${AWSServiceName}/`,
    assumeRolePolicyDocument: JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Action: ["sts:AssumeRole"], Effect: "Allow", Principal: { Service: [AWSServiceName] } }],
    }),
    description: Description,
    maxSessionDuration: DEFAULT_SESSION_DURATION,
    permissionsBoundary: undefined,
    tags: [],
  });
  return { Role: toWireRole(role) };
};
