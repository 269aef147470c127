/** Captures of invocations: recorded, redacted, kept, listed, and in cassettes. */
export { CaptureFolder, type CaptureLimits, DEFAULT_CAPTURE_LIMITS } from "./capture-folder.ts";
export * from "./capture.ts";
export { captureSchema, cassetteText, isCassette, readCassette } from "./cassette.ts";
export { importedCapture, importedInvocations } from "./import.ts";
export { type CaptureFilter, captureLine, CaptureLibrary, captureOfLine } from "./library.ts";
export type { CapturedFunction } from "./make-capture.ts";
export { CaptureRecorder, type CaptureSettings } from "./recorder.ts";
export { createRedactor, type CustomRule, redactedValues, type Redactor } from "./redact/index.ts";
