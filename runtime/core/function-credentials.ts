/**
 * The secret and the session token that every function is given: the only credentials whose secret this runtime knows. The access key is the
 * function's account.
 */
export const FUNCTION_SECRET = "lambdaloop";
export const FUNCTION_SESSION_TOKEN = "lambdaloop";
