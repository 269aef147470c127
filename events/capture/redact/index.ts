export { createRedactor, type CustomRule, type Redactor, type RedactorOptions } from "./redactor.ts";
