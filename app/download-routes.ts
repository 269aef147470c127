import { readFile } from "node:fs/promises";
import type { WireRequest, WireResponse } from "../runtime/core/wire.ts";
import type { Guard } from "../runtime/http/guard.ts";
import type { Route } from "../runtime/http/routes.ts";
import type { Lambda } from "../runtime/lambda/index.ts";
import { CODE_PATH, LAYER_CONTENT_PATH } from "../runtime/lambda/index.ts";

/** Where the archives are that GetFunction and GetLayerVersion offer; AWS gives presigned URLs of buckets of its own. */
export function downloadRoutes(lambda: Lambda, guard: Guard): Route[] {
  return [
    {
      method: "GET",
      pattern: `${CODE_PATH}*`,
      guard,
      handler: async (request) => archive((await lambda.codeArchive(pathOf(request)))?.file),
    },
    {
      method: "GET",
      pattern: `${LAYER_CONTENT_PATH}*`,
      guard,
      handler: (request) =>
        archive(lambda.layerArchiveFile(decodeURIComponent(pathOf(request).slice(LAYER_CONTENT_PATH.length)))),
    },
  ];
}

function pathOf({ url }: WireRequest): string {
  return url.split("?", 1)[0] ?? url;
}

async function archive(file: string | undefined): Promise<WireResponse> {
  if (file === undefined) return { status: 404, headers: { "Content-Type": "text/plain" }, body: "No such archive.\n" };
  return { status: 200, headers: { "Content-Type": "application/zip" }, body: await readFile(file) };
}
