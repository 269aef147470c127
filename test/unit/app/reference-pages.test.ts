import { afterAll, beforeAll, expect, test } from "vitest";
import { controlEndpoints } from "../../../app/control-routes.ts";
import { REASONS } from "../../../app/explain/reasons.ts";
import { controlApiPage, reasonsPage } from "./reference-pages.ts";
import { ExplainWorld } from "./explain-world.ts";

const world = new ExplainWorld();
beforeAll(() => world.start({ functions: { work: { handler: "work.handler" } } }));
afterAll(() => world.stop());

test("docs/reasons.md is the list of the code", async () => {
  await expect(reasonsPage()).toMatchFileSnapshot("../../../docs/reasons.md");
});

test("every reason is on the page once", () => {
  const codes = [...reasonsPage().matchAll(/^### `(.+?)`/gm)].map(([, code = ""]) => code);
  expect(codes).toEqual(Object.keys(REASONS));
});

test("docs/control-api.md has what the instance serves", async () => {
  const served = await world.control("/_lambdaloop/api/openapi.json");
  const { paths } = served.json as { paths: Record<string, unknown> };
  const { clock, runtime } = world;
  const { journal, services, router, runs } = runtime;
  const scope = { region: "us-east-1", accountId: "000000000000" };
  // Listing the endpoints asks the host for nothing.
  const host = {} as Parameters<typeof controlEndpoints>[0]["host"];
  const page = controlApiPage(controlEndpoints({ clock, journal, host, services, router, runs, scope }));

  expect([...page.matchAll(/^## `[A-Z]+ (.+?)`/gm)].map(([, path]) => path)).toEqual(
    expect.arrayContaining(Object.keys(paths)),
  );
  await expect(page).toMatchFileSnapshot("../../../docs/control-api.md");
});
