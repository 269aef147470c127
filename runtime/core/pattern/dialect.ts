/** Nested forms of `anything-but`. */
type AnythingButForm = "prefix" | "suffix" | "equals-ignore-case" | "wildcard";

type Operator =
  | "prefix"
  | "suffix"
  | "equals-ignore-case"
  | "anything-but"
  | "numeric"
  | "exists"
  | "cidr"
  | "wildcard";

/** What one AWS service allows in its patterns. The language is one; services differ in how much of it they take. */
export interface PatternDialect {
  readonly name: string;
  readonly operators: ReadonlySet<string>;
  readonly anythingButForms: ReadonlySet<string>;
  /** Whether `anything-but` takes lists inside its forms: `{"anything-but": {"prefix": ["a", "b"]}}`. */
  readonly anythingButFormLists: boolean;
  /** Whether `{"prefix": {"equals-ignore-case": "x"}}` is allowed. */
  readonly ignoreCaseAffixes: boolean;
  /** Whether a key's value may be an object with keys of its own. */
  readonly nested: boolean;
}

const ALL_OPERATORS: readonly Operator[] = [
  "prefix",
  "suffix",
  "equals-ignore-case",
  "anything-but",
  "numeric",
  "exists",
  "cidr",
  "wildcard",
];

const ALL_FORMS: readonly AnythingButForm[] = ["prefix", "suffix", "equals-ignore-case", "wildcard"];

/** @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html */
export const EVENT_BRIDGE: PatternDialect = {
  name: "EventBridge event pattern",
  operators: new Set(ALL_OPERATORS),
  anythingButForms: new Set(ALL_FORMS),
  anythingButFormLists: true,
  ignoreCaseAffixes: true,
  nested: true,
};

/**
 * Filters of event source mappings: the guide's table has no `cidr`, no `wildcard` and one nested form of `anything-but`.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html#filtering-syntax
 */
export const EVENT_SOURCE_MAPPING: PatternDialect = {
  name: "event source mapping filter",
  operators: new Set<Operator>(["prefix", "suffix", "equals-ignore-case", "anything-but", "numeric", "exists"]),
  anythingButForms: new Set<AnythingButForm>(["prefix"]),
  anythingButFormLists: false,
  ignoreCaseAffixes: false,
  nested: true,
};

/**
 * SNS filter policies of the scope MessageBody. Recorded 2024-12: `anything-but` takes no `suffix`
 * (sns_filter_policy--TestSNSFilterPolicyConditions.validate_policy_nested_anything_but_operator).
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html
 */
export const SNS_MESSAGE_BODY: PatternDialect = {
  name: "SNS filter policy",
  operators: new Set(ALL_OPERATORS),
  anythingButForms: new Set<AnythingButForm>(["prefix"]),
  anythingButFormLists: false,
  ignoreCaseAffixes: false,
  nested: true,
};

/** SNS filter policies of the scope MessageAttributes: one level of keys. */
export const SNS_MESSAGE_ATTRIBUTES: PatternDialect = { ...SNS_MESSAGE_BODY, nested: false };
