import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Answer } from "../../conformance/s3/answer.ts";
import { type S3Caller, s3Caller } from "../../conformance/s3/s3-caller.ts";

/** What versioning means, as short as it can be said: the versions of each key, newest first. */
interface Model {
  versioning: "unversioned" | "Enabled" | "Suspended";
  readonly keys: Map<string, ModelVersion[]>;
}

interface ModelVersion {
  readonly id: string;
  /** `undefined` for a delete marker. */
  readonly body: string | undefined;
}

type Command =
  | { readonly kind: "put"; readonly key: string; readonly body: string }
  | { readonly kind: "delete"; readonly key: string }
  | { readonly kind: "deleteVersion"; readonly key: string; readonly index: number }
  | { readonly kind: "setVersioning"; readonly status: "Enabled" | "Suspended" };

const NAMES = ["a", "b", "c"];
const key = fc.constantFrom(...NAMES);
const command: fc.Arbitrary<Command> = fc.oneof(
  fc.record({ kind: fc.constant("put" as const), key, body: fc.string({ maxLength: 3 }) }),
  fc.record({ kind: fc.constant("delete" as const), key }),
  fc.record({ kind: fc.constant("deleteVersion" as const), key, index: fc.nat(4) }),
  fc.record({
    kind: fc.constant("setVersioning" as const),
    status: fc.constantFrom("Enabled" as const, "Suspended" as const),
  }),
);

const BUCKET = "test-bucket";

function place(model: Model, name: string, version: ModelVersion): void {
  const others = (model.keys.get(name) ?? []).filter(({ id }) => id !== version.id || id !== "null");
  model.keys.set(name, [version, ...others]);
}

function takeOut(model: Model, name: string, id: string): void {
  const left = (model.keys.get(name) ?? []).filter((version) => version.id !== id);
  if (left.length === 0) model.keys.delete(name);
  else model.keys.set(name, left);
}

const idOf = (answer: Answer): string => (answer["VersionId"] as string | undefined) ?? "null";

async function run(aws: S3Caller, model: Model, step: Command): Promise<void> {
  switch (step.kind) {
    case "setVersioning":
      await aws.call("PutBucketVersioning", { Bucket: BUCKET, VersioningConfiguration: { Status: step.status } });
      model.versioning = step.status;
      return;
    case "put": {
      const answer = await aws.call("PutObject", { Bucket: BUCKET, Key: step.key, Body: step.body });
      place(model, step.key, { id: idOf(answer), body: step.body });
      return;
    }
    case "delete": {
      const answer = await aws.call("DeleteObject", { Bucket: BUCKET, Key: step.key });
      if (model.versioning === "unversioned") takeOut(model, step.key, "null");
      else place(model, step.key, { id: idOf(answer), body: undefined });
      return;
    }
    case "deleteVersion": {
      const version = model.keys.get(step.key)?.[step.index];
      if (version === undefined) return;
      await aws.call("DeleteObject", { Bucket: BUCKET, Key: step.key, VersionId: version.id });
      takeOut(model, step.key, version.id);
    }
  }
}

/** What AWS says of each key: its versions, the latest of them, and what reads give. */
async function answersOf(aws: S3Caller, model: Model): Promise<unknown> {
  const listed = await aws.call("ListObjectVersions", { Bucket: BUCKET });
  const entries = [...((listed["Versions"] ?? []) as Entry[]), ...((listed["DeleteMarkers"] ?? []) as Entry[])];
  const objects = ((await aws.call("ListObjectsV2", { Bucket: BUCKET }))["Contents"] ?? []) as Entry[];
  const keys = NAMES.map(async (Key) => {
    const own = entries.filter((entry) => entry.Key === Key);
    const bodies = (model.keys.get(Key) ?? []).map(async ({ id }) => {
      const version = await aws.record("GetObject", { Bucket: BUCKET, Key, VersionId: id });
      return version["Body"];
    });
    return {
      ids: own.map(({ VersionId }) => VersionId).toSorted(),
      latest: own.filter(({ IsLatest }) => IsLatest).map(({ VersionId }) => VersionId),
      body: (await aws.record("GetObject", { Bucket: BUCKET, Key }))["Body"],
      bodies: await Promise.all(bodies),
      isListed: objects.some((object) => object.Key === Key),
    };
  });
  return Promise.all(keys);
}

function modelled(model: Model): unknown {
  return NAMES.map((name) => {
    const versions = model.keys.get(name) ?? [];
    return {
      ids: versions.map(({ id }) => id).toSorted(),
      latest: versions.slice(0, 1).map(({ id }) => id),
      body: versions[0]?.body,
      bodies: versions.map(({ body }) => body),
      isListed: versions[0]?.body !== undefined,
    };
  });
}

interface Entry {
  readonly Key: string;
  readonly VersionId: string;
  readonly IsLatest: boolean;
}

describe("versioning", () => {
  test("any order of writes, deletes and settings is what a small model says", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(command, { maxLength: 25 }), async (commands) => {
        const aws = await s3Caller();
        const model: Model = { versioning: "unversioned", keys: new Map() };
        for (const step of commands) await run(aws, model, step);
        expect(await answersOf(aws, model)).toEqual(modelled(model));
      }),
      { numRuns: 150 },
    );
  });

  test("every write that changes something makes exactly one event, and their sequence rises", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(command, { maxLength: 25 }), async (commands) => {
        const aws = await s3Caller();
        const model: Model = { versioning: "unversioned", keys: new Map() };
        let expected = 0;
        for (const step of commands) {
          const existed = step.kind === "deleteVersion" && model.keys.get(step.key)?.[step.index] !== undefined;
          const hadObject = step.kind === "delete" && (model.versioning !== "unversioned" || model.keys.has(step.key));
          await run(aws, model, step);
          if (step.kind === "put" || existed || hadObject) expected++;
        }
        expect(aws.events).toHaveLength(expected);
        const sequences = aws.events.map(({ sequence = 0 }) => sequence);
        expect(sequences).toEqual(sequences.toSorted((a, b) => a - b));
        expect(new Set(sequences).size).toBe(sequences.length);
      }),
      { numRuns: 100 },
    );
  });
});
