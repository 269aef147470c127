export { createRedactor, type CustomRule, type Redactor } from "./redactor.ts";
export { redactedValues } from "./placeholder.ts";
