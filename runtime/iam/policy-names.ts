/** What AWS refuses in the actions and resources of a policy, in its own words. See `policy-document.ts` for where they were seen. */

const PARTITIONS = new Set([
  "aws",
  "aws-cn",
  "aws-us-gov",
  "aws-iso",
  "aws-iso-b",
  "aws-iso-e",
  "aws-iso-f",
  "aws-eusc",
]);
const ARN_FIELDS = 6;
const IAM_PATHS = [
  "user/",
  "federated-user/",
  "role/",
  "group/",
  "instance-profile/",
  "mfa/",
  "server-certificate/",
  "policy/",
  "sms-mfa/",
  "saml-provider/",
  "oidc-provider/",
  "report/",
  "access-report/",
];

export function actionProblem(action: string): string | undefined {
  if (action === "*") return undefined;
  const [vendor = "", ...rest] = action.split(":");
  if (rest.length === 0) return "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.";
  if (rest.length > 1) return "Actions/Condition can contain only one colon.";
  return /^[\w.-]+$/.test(vendor) ? undefined : `Vendor ${vendor} is not valid`;
}

export function resourceProblem(resource: string): string | undefined {
  if (resource === "*") return undefined;
  const fields = resource.split(":");
  const [, partition, vendor, region] = fields;
  if (partition === undefined) return `Resource ${resource} must be in ARN format or "*".`;
  if (!PARTITIONS.has(partition)) {
    const padded = [...fields.slice(1), ...Array.from({ length: ARN_FIELDS - fields.length }, () => "*")];
    return `Partition "${partition}" is not valid for resource "arn:${padded.join(":")}".`;
  }
  if (vendor === undefined) return "Resource vendor must be fully qualified and cannot contain regexes.";
  if (vendor === "" || (fields.length < ARN_FIELDS && resource.includes("::")))
    return "The policy failed legacy parsing";
  const isRegional = region !== undefined && region !== "";
  if (vendor === "s3" && isRegional) return `Resource ${resource} can not contain region information.`;
  return vendor === "iam"
    ? iamResourceProblem(resource, isRegional, fields.slice(ARN_FIELDS - 1).join(":"))
    : undefined;
}

function iamResourceProblem(resource: string, isRegional: boolean, path: string): string | undefined {
  if (isRegional) return `IAM resource ${resource} cannot contain region information.`;
  if (path === "" || path.startsWith("*") || IAM_PATHS.some((start) => path.startsWith(start))) return undefined;
  return `IAM resource path must either be "*" or start with ${IAM_PATHS.join(", ")}.`;
}
