import { execFileSync } from "node:child_process";
import type { LambdaRuntime } from "../../../runtime/core/function-definition.ts";

/** The runtime that this machine's `python3` is. */
export const INSTALLED_PYTHON =
  `python3.${execFileSync("python3", ["-c", "import sys; print(sys.version_info.minor)"]).toString().trim()}` as LambdaRuntime;
