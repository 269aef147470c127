import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { spawn } from "node:child_process";
import { cpSync, symlinkSync } from "node:fs";
import path from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { DevProcess, type Ended, endOf, type PrintedFact, Project } from "./dev-process.ts";

let dev: DevProcess | undefined;
let project: Project | undefined;
afterEach(async () => {
  await dev?.stop("SIGKILL");
  project?.remove();
});

/** Runs a copy of the example, so that a developer's `npm start` in the same folder is left alone. */
async function startExample(name: string): Promise<{ running: DevProcess; upload: () => Promise<Ended> }> {
  const example = path.resolve("examples", name);
  project = new Project();
  cpSync(example, project.folder, { recursive: true, filter: (source) => !source.includes(".lambdaloop") });
  // Where the example lies, the SDK is found in a folder above it.
  symlinkSync(path.resolve("node_modules"), path.join(project.folder, "node_modules"));
  const running = await DevProcess.start(project.folder);
  dev = running;
  const upload = (): Promise<Ended> =>
    endOf(
      spawn(process.execPath, [path.join(example, "upload.mjs")], {
        env: { ...process.env, AWS_ENDPOINT_URL: running.endpoint, NODE_NO_WARNINGS: "1" },
      }),
    );
  return { running, upload };
}

const ofKind = (facts: readonly PrintedFact[], kind: string): PrintedFact[] =>
  facts.filter((fact) => fact.kind === kind);

/** What the functions logged themselves, without the time and request id before it. */
const logged = (facts: readonly PrintedFact[]): string[] =>
  ofKind(facts, "lambda.logged").flatMap(({ line }) => /\tINFO\t(.*)$/.exec(String(line))?.[1] ?? []);

/** Resolves when there are this many facts of the kind. */
const counted = (running: DevProcess, kind: string, count: number): Promise<PrintedFact> =>
  running.fact(kind, () => ofKind(running.facts, kind).length >= count);

/** The kinds of a fact and all its causes, the last cause first. */
function causesOf(fact: PrintedFact, facts: readonly PrintedFact[]): string[] {
  const cause = facts.find(({ id }) => id === fact.causeId);
  return [...(cause === undefined ? [] : causesOf(cause, facts)), fact.kind];
}

function rootOf(fact: PrintedFact, facts: readonly PrintedFact[]): PrintedFact {
  const cause = facts.find(({ id }) => id === fact.causeId);
  return cause === undefined ? fact : rootOf(cause, facts);
}

describe("fan-out", () => {
  /** The topic filters the test event out before `thumbnails`; `audit` gets it. */
  const TEST_EVENTS = 1;

  test("both functions hear of photos with their real keys, and the audit alone of the rest", async () => {
    const { running, upload } = await startExample("fan-out");
    expect(await upload()).toMatchObject({ code: 0, stderr: "" });
    await counted(running, "sqs.messageDeleted", TEST_EVENTS + 5);
    expect(logged(running.facts).toSorted()).toEqual([
      "Amazon S3 Notification: uploads/notes/todo.txt",
      "Amazon S3 Notification: uploads/photos/cat.jpg",
      "Amazon S3 Notification: uploads/photos/my büro cat+1.jpg",
      "thumbnail of photos/cat.jpg (29 bytes)",
      "thumbnail of photos/my büro cat+1.jpg (40 bytes)",
    ]);
    const filteredOut = ofKind(running.facts, "sns.messageFilteredOut");
    expect(filteredOut.map(({ reason }) => reason)).toEqual([
      '`Records.s3.object.key` is missing, wants prefix "photos/"',
      '`Records.s3.object.key` is "notes/todo.txt", wants prefix "photos/"',
    ]);
  });

  test("one upload is the root of all that follows, down to the deletes of both queues' messages", async () => {
    const { running } = await startExample("fan-out");
    await counted(running, "sqs.messageDeleted", TEST_EVENTS);
    const since = running.mark;
    const client = new S3Client({
      endpoint: running.endpoint,
      region: "us-east-1",
      credentials: { accessKeyId: "test", secretAccessKey: "test" },
      forcePathStyle: true,
    });
    await client.send(new PutObjectCommand({ Bucket: "uploads", Key: "photos/dog.jpg", Body: "woof" }));
    client.destroy();
    await counted(running, "esm.batchSettled", TEST_EVENTS + 2);
    const upload = await running.fact("s3.objectCreated");
    const facts = running.facts.slice(since).filter(({ id }) => id >= upload.id);
    const deletes = ofKind(facts, "sqs.messageDeleted");
    expect(deletes.map(({ queueArn }) => queueArn).toSorted((a, b) => String(a).localeCompare(String(b)))).toEqual([
      "arn:aws:sqs:us-east-1:000000000000:audit",
      "arn:aws:sqs:us-east-1:000000000000:thumbnails",
    ]);
    for (const deleted of deletes) {
      expect(causesOf(deleted, running.facts)).toEqual([
        "s3.objectCreated",
        "s3.notificationSent",
        "sns.messagePublished",
        "sqs.messageSent",
        "sqs.messageReceived",
        "esm.batchFormed",
        "sqs.messageDeleted",
      ]);
    }
    expect(facts.filter((fact) => rootOf(fact, running.facts).id !== upload.id)).toEqual([]);
  });
});

test("copy-object: each upload is copied under its own key, however it is spelt", async () => {
  const { running, upload } = await startExample("copy-object");
  expect(await upload()).toEqual({
    code: 0,
    stdout: [
      "9 bytes: copies/plain.txt",
      "14 bytes: copies/with space.txt",
      "11 bytes: copies/a+b&c=d.txt",
      "20 bytes: copies/一二三/안녕.txt",
      "",
    ].join("\n"),
    stderr: "",
  });
  await counted(running, "lambda.invocationEnded", 4);
  expect(ofKind(running.facts, "lambda.invocationEnded").map(({ outcome }) => outcome)).toEqual(
    Array.from({ length: 4 }, () => "returned"),
  );
  const created = ofKind(running.facts, "s3.objectCreated");
  const keysIn = (bucket: string): string[] =>
    created.filter(({ bucketName }) => bucketName === bucket).map(({ key }) => String(key));
  expect(keysIn("copies").toSorted()).toEqual(keysIn("uploads").toSorted());
  for (const { by, eTag, key } of created.filter(({ bucketName }) => bucketName === "copies")) {
    const original = created.find((fact) => fact["bucketName"] === "uploads" && fact["key"] === key);
    expect({ by, eTag }).toEqual({ by: "Copy", eTag: original?.["eTag"] });
  }
});
