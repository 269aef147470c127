export { createRedactor, type CustomRule, type Redactor } from "./redactor.ts";
