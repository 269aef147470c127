import { describe, expect, test } from "vitest";
import { parseFilterPattern } from "../../../runtime/logs/filter-pattern/parse.ts";

const ERRORS = [
  "[ERROR 400] BAD REQUEST",
  "[ERROR 401] UNAUTHORIZED REQUEST",
  "[ERROR 419] MISSING ARGUMENTS",
  "[ERROR 420] INVALID ARGUMENTS",
  "[INFO 200] AUTHORIZED REQUEST",
  "[ERROR 500] INTERNAL SERVER ERROR",
];

const TRAIL = JSON.stringify({
  eventType: "UpdateTrail",
  sourceIPAddress: "111.111.111.111",
  arrayKey: ["value", "another value"],
  objectList: [
    { name: "a", id: 1 },
    { name: "b", id: 2 },
  ],
  SomeObject: null,
  done: true,
  latency: 50,
  big: 1000,
  "cluster.name": "c",
});

const USERS = JSON.stringify({
  user: { id: 1, email: "John.Stiles@example.com" },
  users: [
    { id: 2, email: "John.Doe@example.com" },
    { id: 3, email: "Jane.Doe@example.com" },
  ],
  actions: ["GET", "PUT", "DELETE"],
  coordinates: [
    [0, 1, 2],
    [4, 5, 6],
    [7, 8, 9],
  ],
});

const ACCESS = '127.0.0.1 Prod frank [10/Oct/2000:13:25:15 -0700] "GET /index.html HTTP/1.0" 404 1534';

// Patterns and messages are those of AWS's page, with what it says about them:
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
describe("a pattern of terms", () => {
  test.each<[pattern: string, indexes: number[]]>([
    ["", [0, 1, 2, 3, 4, 5]],
    ['" "', [0, 1, 2, 3, 4, 5]],
    ["ERROR", [0, 1, 2, 3, 5]],
    ["error", []],
    ["ERROR ARGUMENTS", [2, 3]],
    ["?INFO ?ARGUMENTS", [2, 3, 4]],
    ["?INFO ?MISSING REQUEST", [0, 1, 4]],
    ['"INTERNAL SERVER ERROR"', [5]],
    ['"[ERROR 4"', [0, 1, 2, 3]],
    ["ERROR -ARGUMENTS", [0, 1, 5]],
    ['-"ERROR 4"', [4, 5]],
    ["%AUTHORIZED%", [1, 4]],
    ["%4[12]\\d%", [2, 3]],
    ["%^\\[INFO|500%", [4, 5]],
    ["ERROR %40{1,1}1%", [1]],
  ])("%s", (pattern, indexes) => {
    const matches = parseFilterPattern(pattern);
    expect(ERRORS.flatMap((message, index) => (matches(message) ? [index] : []))).toEqual(indexes);
  });
});

describe("a JSON pattern", () => {
  test.each<[message: string, pattern: string, isMatch: boolean]>([
    [TRAIL, '{ $.eventType = "UpdateTrail" }', true],
    [TRAIL, '{ $.eventType = "Update*" }', true],
    [TRAIL, '{ $.eventType = "Trail" }', false],
    [TRAIL, "{ $.eventType = %Trail% }", true],
    [TRAIL, "{ $.sourceIPAddress != 123.123.* }", true],
    [TRAIL, "{ $.sourceIPAddress != 111.* }", false],
    [TRAIL, '{ $.arrayKey[0] = "value" }', true],
    [TRAIL, '{ $.arrayKey[1] = "value" }', false],
    [TRAIL, "{ $.arrayKey[*] = %val.{2}% }", true],
    [TRAIL, "{ $.* = %111\\.111\\.111\\.1[0-9]{1,2}% }", true],
    [TRAIL, "{ $.['cluster.name'] = \"c\" }", true],
    [TRAIL, "{ $.SomeObject IS NULL }", true],
    [TRAIL, "{ $.done IS TRUE }", true],
    [TRAIL, "{ $.done IS FALSE }", false],
    [TRAIL, "{ $.SomeOtherObject NOT EXISTS }", true],
    [TRAIL, "{ $.SomeObject NOT EXISTS }", false],
    [TRAIL, "{ $.latency < 50 }", false],
    [TRAIL, "{ $.latency <= 50 }", true],
    [TRAIL, "{ $.latency > 4.9e1 }", true],
    [TRAIL, "{ $.big = 1e+3 }", true],
    [TRAIL, "{ $.big != 1e+3 }", false],
    [TRAIL, "{ $.eventType > 5 }", false],
    [TRAIL, "{ $.objectList[1].id = 2 }", true],
    // "If a property selector points to an array or object, the filter pattern won't match."
    [TRAIL, '{ $.objectList != "x" }', false],
    [TRAIL, '{ $.missing != "x" }', false],
    ['prefix {"eventType":"UpdateTrail"}', '{ $.eventType = "UpdateTrail" }', false],
    [`${TRAIL}\n`, '{ $.eventType = "UpdateTrail" }', true],
    [USERS, '{ ($.user.id = 1) && ($.users[0].email = "John.Doe@example.com") }', true],
    [
      USERS,
      '{ $.user.email = "John.Stiles@example.com" || $.coordinates[0][1] = "nonmatch" && $.actions[2] = "nonmatch" }',
      true,
    ],
    [
      USERS,
      '{ ($.user.email = "John.Stiles@example.com" || $.coordinates[0][1] = "nonmatch") && $.actions[2] = "nonmatch" }',
      false,
    ],
    [USERS, '{ ($.user.id = 2 && $.users[0].email = "nonmatch") || $.actions[2] = "GET" }', false],
    [USERS, "{ $.coordinates[1][0] = 4 }", true],
  ])("%# %s", (message, pattern, isMatch) => {
    expect(parseFilterPattern(pattern)(message)).toBe(isMatch);
  });
});

describe("a space-delimited pattern", () => {
  test.each<[message: string, pattern: string, isMatch: boolean]>([
    [ACCESS, "[ip=%127\\.0\\.0\\.[1-9]%, user, username, timestamp, request =*.html*, status_code = 4*, bytes]", true],
    [ACCESS, "[ip, user, username, timestamp, request =*.html*, status_code = 404 || status_code = 410, bytes]", true],
    [ACCESS, "[ip, user, username, timestamp, request =*.html*, status_code = 410, bytes]", false],
    [ACCESS, "[..., request =*.html*, status_code = 4*, bytes]", true],
    [ACCESS, "[ip, ..., bytes > 1000]", true],
    [ACCESS, "[ip, ..., bytes > 2000]", false],
    [ACCESS, "[a, b, c, d, e, f, g, h]", false],
    [ACCESS, "[]", true],
    ["ERROR 09/25/2014 12:00:02 Failed to process request", "[w1=ERROR, w2]", true],
    ["ERROR 09/25/2014 12:00:02 Failed to process request", "[w1=ERROR]", false],
    ["INFO 09/25/2014 12:00:00 GET /service/resource/67 1200", "[w1=ERROR || w1=WARNING, w2]", false],
    ["WARNING 09/25/2014 12:00:02 Invalid user request", "[w1=ERROR || w1=WARNING, w2]", true],
    ["WARNING 09/25/2014 12:00:02 Invalid user request", "[w1!=ERROR && w1!=WARNING, w2]", false],
    [
      "INFO 09/25/2014 12:00:00 GET /service/resource/67 1200",
      "[logLevel, date, time, method, url=%/service/resource/[0-9]+$%, response_time]",
      true,
    ],
    [
      "INFO 09/25/2014 12:00:01 POST /service/resource/67/part/111 1310",
      "[logLevel, date, time, method, url=%/service/resource/[0-9]+$%, response_time]",
      false,
    ],
  ])("%# %s", (message, pattern, isMatch) => {
    expect(parseFilterPattern(pattern)(message)).toBe(isMatch);
  });
});

describe("a pattern is refused", () => {
  test.each([
    ["a term with other characters and no quotes", "user.id", "Invalid character(s) in term 'user.id'"],
    ["an empty phrase", '""', "Invalid character(s) in term '\"\"'"],
    ["a phrase without its end", '"x', "Invalid character(s) in term '\"x'"],
    ["an open brace", "{ $.a = 1", "If a filter pattern starts with '{' it must end with '}'"],
    ["an open bracket", "[a, b", "If a filter pattern starts with '[' it must end with ']'"],
    ["a regular expression with parentheses", "%(a|b)%", "Invalid character(s) in term '%(a|b)%'"],
    ["an unsupported symbol", "%something!%", "Invalid character(s) in term '%something!%'"],
    ["a regular expression that is none", "%[a%", "Invalid regular expression '[a'"],
    ["no operator", "{ $.a }", "Invalid character(s) in term ''"],
    ["no selector", "{ a = 1 }", "Invalid character(s) in term 'a'"],
    ["IS NOT", "{ $.a IS NOT NULL }", "Invalid character(s) in term 'NOT'"],
    ["an order of texts", "{ $.a > b }", "Invalid character(s) in term ''"],
    ["a parenthesis without its end", "{ ($.a = 1 }", "Invalid character(s) in term ''"],
    ["two ellipses", "[..., a, ...]", "Invalid character(s) in term ''"],
    ["two wildcards in a selector", "{ $.a[*].* = 1 }", "Too many wildcards in a property selector"],
    [
      "three regular expressions",
      "{ $.a = %a% || $.a = %b% || $.a = %c% }",
      "Too many regular expressions in the pattern",
    ],
  ])("for %s", (_what, pattern, sentence) => {
    expect(() => parseFilterPattern(pattern)).toThrow(sentence);
  });
});
