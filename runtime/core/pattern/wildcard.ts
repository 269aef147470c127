import { PatternSyntaxError } from "./value-test.ts";

/**
 * AWS refuses `*:*:*:*:*:event-bus/*` as too complex (event-patterns.json, content_wildcard_complex_EXC) and takes two wildcards.
 * It does not publish its measure; we count the wildcards.
 */
const MOST_WILDCARDS = 5;

const ANY = Symbol("any characters");
type Token = string | typeof ANY;

/**
 * A test of text against a pattern with `*` for any characters; `\*` and `\\` stand for themselves.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html#eb-filtering-wildcard-matching
 */
export function parseWildcard(pattern: string): (text: string) => boolean {
  const tokens = tokenize(pattern);
  if (tokens.filter((token) => token === ANY).length > MOST_WILDCARDS) {
    throw new PatternSyntaxError(
      "Rule is too complex - try using fewer wildcard characters or fewer repeating character sequences after a wildcard character",
      "everything",
    );
  }
  return (text) => matches(tokens, text);
}

function tokenize(pattern: string): Token[] {
  const tokens: Token[] = [];
  for (let index = 0; index < pattern.length; index++) {
    const character = pattern.charAt(index);
    if (character === "*") {
      if (tokens.at(-1) === ANY)
        throw new PatternSyntaxError(`Consecutive wildcard characters at pos ${index}`, "everything");
      tokens.push(ANY);
    } else if (character === "\\") {
      const escaped = pattern.charAt(++index);
      if (escaped !== "*" && escaped !== "\\") {
        throw new PatternSyntaxError(`Invalid escape character at pos ${index}`, "everything");
      }
      tokens.push(escaped);
    } else tokens.push(character);
  }
  return tokens;
}

/** Goes back to the last wildcard only: enough, and never more than pattern times text. */
function matches(tokens: readonly Token[], text: string): boolean {
  let token = 0;
  let at = 0;
  let wildcard = -1;
  let resumeAt = 0;
  while (at < text.length) {
    if (tokens[token] === ANY) {
      wildcard = token++;
      resumeAt = at;
    } else if (tokens[token] === text[at]) {
      token++;
      at++;
    } else if (wildcard >= 0) {
      token = wildcard + 1;
      at = ++resumeAt;
    } else return false;
  }
  while (tokens[token] === ANY) token++;
  return token === tokens.length;
}
