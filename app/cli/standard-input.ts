import { readFileSync } from "node:fs";
import { UserError } from "../../runtime/core/errors.ts";

/**
 * The text of a file, or of standard input for `-`.
 *
 * @throws {UserError} `FILE_NOT_READABLE`
 */
export function readTextArgument(file: string): string {
  try {
    return readFileSync(file === "-" ? 0 : file, "utf8");
  } catch (error) {
    throw new UserError("FILE_NOT_READABLE", `The file ${file} cannot be read.`, { cause: error });
  }
}
