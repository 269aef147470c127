import type { DeleteEndpointInput } from "../../protocol/generated/sns.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/sns/latest/api/API_DeleteEndpoint.html */
export const deleteEndpoint: Operation<DeleteEndpointInput, void> = ({ platforms }, request) => {
  platforms.deleteEndpoint(request.EndpointArn);
};
