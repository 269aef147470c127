import { fileURLToPath } from "node:url";

/**
 * Path of a bootstrap that lies beside this module: beside the source in development, beside the bundle once published
 * (the build copies `bootstrap*.cjs` and `bootstrap.py` there).
 */
export function bootstrapFile(
  name: "bootstrap.cjs" | "bootstrap.py" | "bootstrap-logging.cjs" | "bootstrap-loading.cjs",
): string {
  return fileURLToPath(new URL(`./${name}`, import.meta.url));
}
