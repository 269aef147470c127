import { describe, expect, test } from "vitest";
import fc from "fast-check";
import {
  errorTypeOf,
  exitDocument,
  exitReason,
  outOfMemoryDocument,
  timedOutDocument,
} from "../../../handlers/sandbox/process/error-documents.ts";
import {
  canBecome,
  isReadAtStart,
  isReservedVariable,
  lambdaEnvironment,
} from "../../../handlers/sandbox/process/lambda-environment.ts";
import { LineSplitter } from "../../../handlers/sandbox/process/log-capture.ts";
import { parseStatus } from "../../../handlers/sandbox/process/memory.ts";
import {
  endLine,
  initReportLine,
  reportLine,
  startLine,
  timedOutLine,
} from "../../../handlers/sandbox/process/platform-lines.ts";

describe("error documents", () => {
  test.each([
    [{ code: 0, signal: null }, "Runtime exited without providing a reason"],
    [{ code: 1, signal: null }, "Runtime exited with error: exit status 1"],
    [{ code: 127, signal: null }, "Runtime exited with error: exit status 127"],
    [{ code: null, signal: "SIGKILL" }, "Runtime exited with error: signal: killed"],
    [{ code: null, signal: "SIGTERM" }, "Runtime exited with error: signal: terminated"],
    [{ code: null, signal: "SIGABRT" }, "Runtime exited with error: signal: aborted"],
  ] as const)("word the exit %o as Go does", (exit, reason) => {
    expect(exitReason(exit)).toBe(reason);
    expect(exitDocument("r-1", exit)).toBe(
      `{"errorType":"Runtime.ExitError","errorMessage":"RequestId: r-1 Error: ${reason}"}`,
    );
  });

  test.each([
    [1000, "1.00"],
    [900_000, "900.00"],
    [2500, "2.50"],
  ])("tell a timeout of %d ms in seconds", (timeoutMs, seconds) => {
    expect(timedOutDocument("r-1", timeoutMs)).toBe(
      `{"errorType":"Sandbox.Timedout","errorMessage":"RequestId: r-1 Error: Task timed out after ${seconds} seconds"}`,
    );
  });

  test.each([
    [outOfMemoryDocument("r-1"), "Runtime.OutOfMemory"],
    ['{"errorType":7}', undefined],
    ["null", undefined],
    ["not json", undefined],
  ])("give their type: %s", (document, type) => {
    expect(errorTypeOf(document)).toBe(type);
  });
});

describe("platform lines", () => {
  const report = { requestId: "r-1", durationMs: 3.006, memorySizeMB: 128, maxMemoryUsedMB: 36 };

  test.each([
    [
      report,
      "REPORT RequestId: r-1\tDuration: 3.01 ms\tBilled Duration: 4 ms\tMemory Size: 128 MB\tMax Memory Used: 36 MB\t",
    ],
    [
      { ...report, initMs: 110.1 },
      "REPORT RequestId: r-1\tDuration: 3.01 ms\tBilled Duration: 114 ms\tMemory Size: 128 MB\tMax Memory Used: 36 MB\tInit Duration: 110.10 ms\t",
    ],
    [
      { ...report, durationMs: 3000, failure: { status: "timeout" } },
      "REPORT RequestId: r-1\tDuration: 3000.00 ms\tBilled Duration: 3000 ms\tMemory Size: 128 MB\tMax Memory Used: 36 MB\tStatus: timeout",
    ],
    [
      { ...report, failure: { status: "error", errorType: "Runtime.ExitError" } },
      "REPORT RequestId: r-1\tDuration: 3.01 ms\tBilled Duration: 4 ms\tMemory Size: 128 MB\tMax Memory Used: 36 MB\tStatus: error\tError Type: Runtime.ExitError",
    ],
  ] as const)("report %o", (given, line) => {
    expect(reportLine(given)).toBe(line);
  });

  test("frame an invocation and tell what went wrong", () => {
    expect(startLine("r-1", "$LATEST")).toBe("START RequestId: r-1 Version: $LATEST");
    expect(endLine("r-1")).toBe("END RequestId: r-1");
    expect(timedOutLine(1_767_225_600_000, "r-1", "Task timed out after 3.00 seconds")).toBe(
      "2026-01-01T00:00:00.000Z r-1 Task timed out after 3.00 seconds",
    );
    expect(initReportLine(10_000, { status: "timeout" })).toBe(
      "INIT_REPORT Init Duration: 10000.00 ms\tPhase: init\tStatus: timeout",
    );
  });
});

describe("variables", () => {
  const spec = {
    functionName: "orders",
    functionArn: "arn:aws:lambda:us-east-1:000000000000:function:orders",
    version: "$LATEST",
    runtime: "nodejs22.x",
    handler: "index.handler",
    taskRoot: "/built/g1",
    memorySizeMB: 128,
    timeoutMs: 3000,
    variables: { STAGE: "dev" },
    region: "us-east-1",
    accountId: "000000000000",
    endpointUrl: "http://127.0.0.1:4566",
    onLog: () => undefined,
  } as const;
  const of = (overrides: object): Record<string, string> =>
    lambdaEnvironment({
      spec: { ...spec, ...overrides },
      runtimeApi: "127.0.0.1:9001",
      optFolder: "/opt",
      host: { PATH: "/bin", AWS_PROFILE: "real", SystemRoot: "C:\\Windows" },
      debug: false,
    });

  test("pass from the host by allow-list only", () => {
    expect(of({})).toMatchObject({ PATH: "/bin", SystemRoot: "C:\\Windows" });
    expect(of({})).not.toHaveProperty("AWS_PROFILE");
  });

  test("that Lambda reserves cannot be set by the user", () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(of({}))), (name) => {
        const actual = of({ variables: { [name]: "theirs" } })[name];
        expect(actual === "theirs").toBe(!isReservedVariable(name));
      }),
    );
  });

  test.each([
    ["another build", { taskRoot: "/built/g2" }, true],
    ["another handler", { handler: "other.handler" }, true],
    ["another variable", { variables: { STAGE: "prod" } }, false],
    ["one more variable", { variables: { STAGE: "dev", X: "1" } }, false],
    ["one variable less", { variables: {} }, false],
    ["another region", { region: "eu-west-1" }, false],
  ])("let a started process become %s: %s", (_name, overrides, expected) => {
    expect(canBecome(of({}), of(overrides))).toBe(expected);
  });

  test.each([
    ["NODE_OPTIONS", true],
    ["UV_THREADPOOL_SIZE", true],
    ["SSL_CERT_FILE", true],
    ["STAGE", false],
    ["MY_NODE_NAME", false],
  ])("%s is read by Node when it starts: %s", (name, expected) => {
    expect(isReadAtStart(name)).toBe(expected);
  });
});

describe("log lines", () => {
  test("are the same however the stream is cut into chunks", () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-c\n]{0,6}$/)), (chunks) => {
        const lines: string[] = [];
        const splitter = new LineSplitter((line) => lines.push(line));
        for (const chunk of chunks) splitter.push(chunk);
        splitter.flush();
        const text = chunks.join("");
        expect(lines).toEqual(text.endsWith("\n") || text === "" ? text.split("\n").slice(0, -1) : text.split("\n"));
      }),
    );
  });

  test("hold a bootstrap's inner line breaks", () => {
    const lines: string[] = [];
    new LineSplitter((line) => lines.push(line)).push("a\0b\nc\n");
    expect(lines).toEqual(["a\nb", "c"]);
  });

  test("without an end are cut before they fill memory", () => {
    const lengths: number[] = [];
    const splitter = new LineSplitter((line) => lengths.push(line.length));
    for (let chunk = 0; chunk < 100; chunk++) splitter.push("x".repeat(10_000));
    splitter.flush();
    expect(Math.max(...lengths)).toBeLessThanOrEqual(262_144);
    expect(lengths.reduce((sum, length) => sum + length, 0)).toBe(1_000_000);
  });
});

describe("memory", () => {
  test("held is what cannot be given back, the peak is all that was resident", () => {
    const status =
      "Name:\tnode\nVmHWM:\t   51200 kB\nVmRSS:\t   50000 kB\nRssAnon:\t   20480 kB\nRssFile:\t   29000 kB\nRssShmem:\t    1024 kB\n";
    expect(parseStatus(status)).toEqual({ heldMB: 21, peakMB: 50 });
  });

  test("of a process that has ended is unknown", () => {
    expect(parseStatus("Name:\tnode\nState:\tZ (zombie)\n")).toBeUndefined();
  });
});
