import type { FunctionUrlAnswer } from "../payloads/function-url-response.ts";

/** The CORS configuration of a function URL. https://docs.aws.amazon.com/lambda/latest/api/API_Cors.html */
export interface CorsConfiguration {
  readonly AllowCredentials?: boolean | undefined;
  readonly AllowHeaders?: readonly string[] | undefined;
  readonly AllowMethods?: readonly string[] | undefined;
  readonly AllowOrigins?: readonly string[] | undefined;
  readonly ExposeHeaders?: readonly string[] | undefined;
  /** Seconds. */
  readonly MaxAge?: number | undefined;
}

/**
 * The answer to a preflight, which AWS gives from the configuration without calling the function, signed or not.
 * An Origin that is not allowed gets no CORS headers, and the browser refuses by itself.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html#urls-cors
 */
export function preflightAnswer(cors: CorsConfiguration, origin: string): FunctionUrlAnswer {
  const headers = isAllowed(cors, origin) ? preflightHeaders(cors, origin) : {};
  return { status: 200, headers: { ...headers, "Content-Type": "application/json" }, cookies: [], body: "" };
}

/**
 * The function's answer with the configured headers. Where both have one, the client gets both (AWS documents that), which a browser
 * takes as one header with two values and refuses.
 */
export function withCorsHeaders<Answer extends Pick<FunctionUrlAnswer, "headers">>(
  answer: Answer,
  cors: CorsConfiguration,
  origin: string,
): Answer {
  if (!isAllowed(cors, origin)) return answer;
  const headers: Record<string, string> = { ...answer.headers };
  for (const [name, value] of Object.entries(answerHeaders(cors, origin))) {
    const own = Object.keys(headers).find((each) => each.toLowerCase() === name.toLowerCase());
    if (own === undefined) headers[name] = value;
    else headers[own] = `${headers[own]}, ${value}`;
  }
  return { ...answer, headers };
}

/** Whether the configuration names exactly this Origin, not by a wildcard. */
export function namesOrigin({ AllowOrigins = [] }: CorsConfiguration, origin: string): boolean {
  return AllowOrigins.includes(origin);
}

/** AWS takes `*`, and `*` for a part of a host name or for a port. */
function isAllowed({ AllowOrigins = [] }: CorsConfiguration, origin: string): boolean {
  return AllowOrigins.some((allowed) => {
    if (allowed === "*" || allowed === origin) return true;
    if (!allowed.includes("*")) return false;
    const parts = allowed.split("*").map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`));
    return new RegExp(`^${parts.join("[^/]*")}$`).test(origin);
  });
}

function answerHeaders(cors: CorsConfiguration, origin: string): Record<string, string> {
  return {
    "Access-Control-Allow-Origin": origin,
    ...(cors.AllowCredentials === true ? { "Access-Control-Allow-Credentials": "true" } : {}),
    ...joined("Access-Control-Expose-Headers", cors.ExposeHeaders),
    Vary: "Origin",
  };
}

function preflightHeaders(cors: CorsConfiguration, origin: string): Record<string, string> {
  return {
    "Access-Control-Allow-Origin": origin,
    ...joined("Access-Control-Allow-Methods", cors.AllowMethods),
    ...joined("Access-Control-Allow-Headers", cors.AllowHeaders),
    ...(cors.AllowCredentials === true ? { "Access-Control-Allow-Credentials": "true" } : {}),
    ...(cors.MaxAge === undefined ? {} : { "Access-Control-Max-Age": String(cors.MaxAge) }),
    Vary: "Origin",
  };
}

function joined(name: string, values: readonly string[] | undefined): Record<string, string> {
  return values === undefined || values.length === 0 ? {} : { [name]: values.join(",") };
}
