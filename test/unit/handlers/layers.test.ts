import { readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { MergedLayers } from "../../../handlers/layers.ts";
import { createProject, type Project } from "./project.ts";

let project: Project;

afterEach(() => project.dispose());

test("layers lie over one another in their order, and stay as they are themselves", async () => {
  project = createProject({
    "first/nodejs/node_modules/a/index.js": "first a",
    "first/bin/tool": "first",
    "first/data": "a file",
    "second/nodejs/node_modules/b/index.js": "second b",
    "second/bin/tool": "second",
    "second/data/more.txt": "a folder",
  });
  const layers = ["first", "second"].map((name) => join(project.folder, name));
  const merged = await new MergedLayers(() => join(project.folder, "merged")).folderOf(layers);
  expect(readdirSync(join(merged, "nodejs/node_modules")).toSorted()).toEqual(["a", "b"]);
  expect(readFileSync(join(merged, "bin/tool"), "utf8")).toBe("second");
  expect(readFileSync(join(merged, "data/more.txt"), "utf8")).toBe("a folder");
  rmSync(merged, { recursive: true });
  expect(readFileSync(join(project.folder, "first/bin/tool"), "utf8")).toBe("first");
  expect(statSync(join(project.folder, "first/data")).isFile()).toBe(true);
});

test("one layer is used where it is, and the same layers are merged once", async () => {
  project = createProject({ "first/a": "", "second/b": "" });
  const [first, second] = ["first", "second"].map((name) => join(project.folder, name));
  const layers = new MergedLayers(() => join(project.folder, "merged"));
  expect(await layers.folderOf([first ?? ""])).toBe(first);
  const both = [first ?? "", second ?? ""];
  const [once, again] = await Promise.all([layers.folderOf(both), layers.folderOf(both)]);
  expect(again).toBe(once);
  expect(readdirSync(join(project.folder, "merged"))).toHaveLength(1);
});
