import type {
  GetBucketWebsiteOutput,
  PutBucketWebsiteRequest,
  RoutingRule,
  WebsiteConfiguration,
} from "../../protocol/generated/s3.ts";
import { invalidArgument, invalidRequest, malformedXml, noSuchConfiguration } from "../errors.ts";
import { deleteConfiguration, getConfiguration, putConfiguration } from "./configuration-operations.ts";
import type { SubResource } from "./sub-resources.ts";

/** Static website hosting. It is kept and answered; no website is served. */
const WEBSITE: SubResource<WebsiteConfiguration> = { name: "website" };

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketWebsite.html */
export const putBucketWebsite = putConfiguration<PutBucketWebsiteRequest, WebsiteConfiguration>(WEBSITE, (request) => {
  const configuration = request.WebsiteConfiguration;
  checkWebsite(configuration);
  return configuration;
});

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketWebsite.html */
export const getBucketWebsite = getConfiguration<WebsiteConfiguration, GetBucketWebsiteOutput>(
  WEBSITE,
  (configuration) => configuration,
  ({ name }) => {
    const message = "The specified bucket does not have a website configuration";
    throw noSuchConfiguration("NoSuchWebsiteConfiguration", message, name);
  },
);

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketWebsite.html */
export const deleteBucketWebsite = deleteConfiguration(WEBSITE);

/** @throws {AwsError} `InvalidArgument`, `InvalidRequest`, `MalformedXML` */
function checkWebsite(configuration: WebsiteConfiguration): void {
  const { RedirectAllRequestsTo: redirect, IndexDocument: index, ErrorDocument, RoutingRules } = configuration;
  if (redirect !== undefined) {
    if (index !== undefined || ErrorDocument !== undefined || RoutingRules !== undefined) {
      const message = "RedirectAllRequestsTo cannot be provided in conjunction with other Routing Rules.";
      throw invalidArgument(message, "RedirectAllRequestsTo", "not null");
    }
    checkProtocol(redirect.Protocol);
    return;
  }
  if (index === undefined) {
    const message = "A value for IndexDocument Suffix must be provided if RedirectAllRequestsTo is empty";
    throw invalidArgument(message, "IndexDocument", "null");
  }
  const suffix = index.Suffix ?? "";
  if (suffix === "" || suffix.includes("/")) {
    throw invalidArgument("The IndexDocument Suffix is not well formed", "IndexDocument", suffix);
  }
  for (const rule of RoutingRules ?? []) checkRule(rule);
}

function checkRule({ Redirect: redirect, Condition: condition }: RoutingRule): void {
  if (redirect === undefined || Object.values(redirect).every((value) => value === undefined)) throw malformedXml();
  checkProtocol(redirect.Protocol);
  if (redirect.ReplaceKeyPrefixWith !== undefined && redirect.ReplaceKeyWith !== undefined) {
    throw invalidRequest("You can only define ReplaceKeyPrefix or ReplaceKey but not both.");
  }
  if (condition === undefined) return;
  if (condition.KeyPrefixEquals === undefined && condition.HttpErrorCodeReturnedEquals === undefined) {
    throw invalidRequest(
      "Condition cannot be empty. To redirect all requests without a condition, the condition element shouldn't be present.",
    );
  }
}

function checkProtocol(protocol: string | undefined): void {
  if (protocol === undefined || protocol === "http" || protocol === "https") return;
  throw invalidRequest(
    "Invalid protocol, protocol can be http or https. If not defined the protocol will be selected automatically.",
  );
}
