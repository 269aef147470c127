import fc from "fast-check";
import { expect, test } from "vitest";
import { type LambdaCaller, zip } from "../../conformance/lambda/lambda-caller.ts";
import { lambdaWorld } from "./lambda-world.ts";

type Step = (aws: LambdaCaller, contents: readonly Uint8Array[]) => Promise<unknown>;

const name = fc.constantFrom("one", "two");
const version = fc.integer({ min: 1, max: 4 }).map(String);
const content = fc.integer({ min: 0, max: 2 });

/** Everything that a client may do in any order; most of it is refused at some time. */
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(name, fc.boolean()).map(
    ([one, Publish]): Step =>
      (aws) =>
        aws.create(one, { Publish }),
  ),
  name.map(
    (FunctionName): Step =>
      (aws) =>
        aws.record("DeleteFunction", { FunctionName }),
  ),
  fc.tuple(name, content, fc.boolean()).map(
    ([FunctionName, which, Publish]): Step =>
      (aws, contents) =>
        aws.record("UpdateFunctionCode", { FunctionName, ZipFile: contents[which], Publish }),
  ),
  fc.tuple(name, fc.integer({ min: 1, max: 3 })).map(
    ([FunctionName, Timeout]): Step =>
      (aws) =>
        aws.record("UpdateFunctionConfiguration", { FunctionName, Timeout }),
  ),
  name.map(
    (FunctionName): Step =>
      (aws) =>
        aws.record("PublishVersion", { FunctionName }),
  ),
  fc.tuple(name, version).map(
    ([FunctionName, Qualifier]): Step =>
      (aws) =>
        aws.record("DeleteFunction", { FunctionName, Qualifier }),
  ),
  fc.tuple(name, version).map(
    ([FunctionName, FunctionVersion]): Step =>
      (aws) =>
        aws.record("CreateAlias", { FunctionName, Name: "live", FunctionVersion }),
  ),
  fc.integer({ min: 0, max: 400 }).map(
    (ms): Step =>
      (aws) =>
        aws.clock.advanceAsync(ms),
  ),
);

interface Shown {
  readonly FunctionArn: string;
  readonly FunctionName: string;
  readonly Version: string;
  readonly CodeSha256: string;
  readonly Timeout: number;
}

async function everyVersion(aws: LambdaCaller): Promise<readonly Shown[]> {
  const { Functions } = await aws.call("ListFunctions", { FunctionVersion: "ALL" });
  return Functions as Shown[];
}

test("whatever clients do, what runs in the end is what is shown", async () => {
  const contents = await Promise.all(["a", "b", "c"].map(zip));
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const aws = lambdaWorld();
      const published = new Map<string, string>();
      for (const one of steps) {
        await one(aws, contents);
        const shown = await everyVersion(aws);
        const names = new Set(shown.map(({ FunctionName }) => FunctionName));
        for (const key of published.keys()) if (!names.has(key.split(":")[0] ?? "")) published.delete(key);
        for (const { FunctionName, Version, CodeSha256, Timeout } of shown) {
          if (Version === "$LATEST") continue;
          const key = `${FunctionName}:${Version}`;
          // A version never changes; a function that is created anew begins to count again.
          expect(published.get(key) ?? `${CodeSha256} ${Timeout}`).toBe(`${CodeSha256} ${Timeout}`);
          published.set(key, `${CodeSha256} ${Timeout}`);
        }
      }
      await aws.settle();

      const shown = await everyVersion(aws);
      expect([...aws.runner.deployed.keys()].toSorted(inOrder)).toEqual(
        shown.map(({ FunctionArn }) => FunctionArn).toSorted(inOrder),
      );
      for (const { FunctionArn, Timeout } of shown) expect(aws.runner.deployed.get(FunctionArn)?.timeout).toBe(Timeout);
    }),
    { numRuns: 150 },
  );
});

const inOrder = (one: string, other: string): number => (one < other ? -1 : 1);
