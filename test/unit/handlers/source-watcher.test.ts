import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { SourceWatcher, type Change } from "../../../handlers/source-watcher.ts";
import { systemClock } from "../../../runtime/core/clock.ts";
import { createProject, type Project } from "./project.ts";

let project: Project;
let watcher: SourceWatcher;
let heard: (change: Change) => void;
/** Changes that nobody has waited for yet. */
let changes: Change[];

beforeEach(() => {
  project = createProject({ "src/a.ts": "a", "src/b.ts": "b" });
  changes = [];
  heard = (change) => changes.push(change);
  watcher = new SourceWatcher({
    clock: systemClock,
    onChange: (change) => heard(change),
    onError: (error) => {
      throw error;
    },
  });
});

afterEach(async () => {
  await watcher.close();
  project.dispose();
});

function path(name: string): string {
  return join(project.folder, name);
}

function nextChange(): Promise<string[]> {
  return new Promise((resolve) => {
    heard = ({ files }) => resolve([...files].map((file) => file.slice(project.folder.length + 1)).toSorted());
  });
}

/** Watches, and waits until a first change of a witness is seen: from then on nothing can be missed. */
async function watch(...names: string[]): Promise<void> {
  project.write("src/witness", "0");
  watcher.watch([path("src/witness"), ...names.map(path)]);
  const seen = nextChange();
  project.write("src/witness", "watching");
  await seen;
}

describe("of a watched file", () => {
  test.each([
    ["a write", () => project.write("src/a.ts", "changed")],
    ["a save by renaming a new file over it", () => project.saveByRename("src/a.ts", "changed")],
    ["its deletion", () => project.remove("src/a.ts")],
  ])("%s is told", async (_, save) => {
    await watch("src/a.ts");
    const change = nextChange();
    save();
    expect(await change).toEqual(["src/a.ts"]);
  });

  test("every one of many saves by renaming is told", async () => {
    await watch("src/a.ts");
    for (let round = 0; round < 20; round++) {
      const change = nextChange();
      project.saveByRename("src/a.ts", `round ${round}`);
      expect(await change).toEqual(["src/a.ts"]);
    }
  });

  test("deletion and return are told", async () => {
    await watch("src/a.ts");
    for (let round = 0; round < 5; round++) {
      const gone = nextChange();
      project.remove("src/a.ts");
      await gone;
      const back = nextChange();
      project.write("src/a.ts", `round ${round}`);
      expect(await back).toEqual(["src/a.ts"]);
    }
  });

  test("changes a few milliseconds apart are told together", async () => {
    await watch("src/a.ts", "src/b.ts");
    const change = nextChange();
    project.write("src/a.ts", "changed");
    project.write("src/b.ts", "changed");
    expect(await change).toEqual(["src/a.ts", "src/b.ts"]);
  });
});

describe("of other files", () => {
  test("neighbours are not told", async () => {
    await watch("src/a.ts");
    const change = nextChange();
    project.write("src/b.ts", "changed");
    project.write("src/c.ts", "new");
    project.write("src/a.ts", "changed");
    expect(await change).toEqual(["src/a.ts"]);
  });

  test("a missing one is told when it appears, also in a folder that is missing", async () => {
    await watch("src/missing.ts", "src/deep/er/missing.ts");
    const file = nextChange();
    project.write("src/missing.ts", "here");
    expect(await file).toEqual(["src/missing.ts"]);
    const folder = nextChange();
    project.write("src/deep/er/missing.ts", "here");
    expect(await folder).toEqual(["src/deep"]);
    watcher.watch([path("src/deep/er/missing.ts")], 0n);
    expect(await nextChange()).toEqual(["src/deep/er/missing.ts"]);
  });

  test("one that is no longer in the set is not told", async () => {
    await watch("src/a.ts", "src/b.ts");
    watcher.watch([path("src/b.ts")]);
    const change = nextChange();
    project.write("src/a.ts", "changed");
    project.write("src/b.ts", "changed");
    expect(await change).toEqual(["src/b.ts"]);
  });
});

test("a file that changed after it was read, but before it was watched, is told", async () => {
  const change = nextChange();
  watcher.watch([path("src/a.ts")], 0n);
  expect(await change).toEqual(["src/a.ts"]);
});

test("a folder that was deleted and made again is watched again", async () => {
  await watch("lib/a.ts");
  project.write("lib/a.ts", "1");
  watcher.watch([path("lib/a.ts")]);
  project.remove("lib");
  project.write("lib/a.ts", "2");
  watcher.watch([path("lib/a.ts")]);
  const change = nextChange();
  project.write("lib/a.ts", "33");
  expect(await change).toEqual(["lib/a.ts"]);
  const again = nextChange();
  project.write("lib/a.ts", "444");
  expect(await again).toEqual(["lib/a.ts"]);
});
