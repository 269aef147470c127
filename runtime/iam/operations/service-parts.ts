import type { RequestContext } from "../../protocol/service.ts";
import type { Account } from "../accounts.ts";

/** How every operation looks from inside: the caller's account is given first. */
export type Operation<Input, Output> = (account: Account, input: Input, context: RequestContext) => Output;
