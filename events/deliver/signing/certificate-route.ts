import type { Dispatch } from "../../../runtime/core/wire.ts";
import type { SnsSigner } from "./signer.ts";

/** Where the gateway serves the signing certificate; a prefix. */
export const CERTIFICATE_PATTERN = "/SimpleNotificationService-*";

/** Answers requests for the certificate that a `SigningCertURL` names. */
export function certificateHandler(signer: SnsSigner): Dispatch {
  return async ({ url }) => {
    const { fileName, pem } = await signer.certificate();
    if (url !== `/${fileName}`) return { status: 404, headers: {}, body: "" };
    return { status: 200, headers: { "Content-Type": "application/x-pem-file" }, body: pem };
  };
}
