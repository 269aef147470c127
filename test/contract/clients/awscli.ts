import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Answer, ClientTarget, TestClient } from "./client.ts";
import { startLineProcess } from "./line-process.ts";

/** Debian's awscli 2: Query protocol. */
export function awscli(target: ClientTarget): TestClient {
  const cli = awsCommands(target);
  const folder = mkdtempSync(join(tmpdir(), "lambdaloop-awscli-"));
  const bodyFile = join(folder, "body");
  const downloadFile = join(folder, "download");
  return {
    protocol: target.service === "s3" ? "xml" : "query",
    modelledErrorNames: false,
    async call(operation, { Body, ...input }): Promise<Answer> {
      const service = target.service === "s3" ? ["s3api", "--no-paginate"] : [target.service];
      const args = ["--output", "json", ...service, toKebabCase(operation)];
      // The CLI streams bodies from and to files only.
      if (Body !== undefined) {
        writeFileSync(bodyFile, Body as string | Uint8Array);
        args.push("--body", bodyFile);
      }
      // A command that writes a file takes no JSON.
      if (operation === "GetObject") args.push(...options(input), downloadFile);
      else args.push("--cli-input-json", JSON.stringify(input, binaryToBase64));
      const { exitCode, stdout, stderr } = await cli.run(args);
      if (exitCode !== 0) return { error: errorOf(stderr) };
      const output = stdout.trim() === "" ? {} : (JSON.parse(stdout) as Record<string, unknown>);
      return { output: operation === "GetObject" ? { ...output, Body: readFileSync(downloadFile) } : output };
    },
    async stop() {
      await cli.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Command lines of awscli, as a shell would run them. */
export interface AwsCommands {
  run(args: readonly string[]): Promise<Exit>;
  stop(): Promise<void>;
}

export interface Exit {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export function awsCommands(target: Omit<ClientTarget, "service">): AwsCommands {
  const cli = startLineProcess([join(import.meta.dirname, "awscli-driver.py")], {
    PATH: "/usr/bin:/bin",
    HOME: "/nonexistent",
    AWS_ACCESS_KEY_ID: target.accessKeyId,
    AWS_SECRET_ACCESS_KEY: "local",
    AWS_DEFAULT_REGION: target.region,
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_MAX_ATTEMPTS: "1",
    AWS_PAGER: "",
    TZ: "UTC",
  });
  return {
    async run(args) {
      const line = JSON.stringify({ arguments: ["--endpoint-url", target.endpoint, ...args] });
      return JSON.parse(await cli.ask(line)) as Exit;
    },
    stop: () => cli.stop(),
  };
}

function toKebabCase(name: string): string {
  return name.replace(/(?<!^)(?=[A-Z])/g, "-").toLowerCase();
}

function options(input: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(input).map(([name, value]) => `--${toKebabCase(name)}=${String(value)}`);
}

function binaryToBase64(this: Record<string, unknown>, key: string, value: unknown): unknown {
  const original = this[key];
  return original instanceof Uint8Array ? Buffer.from(original).toString("base64") : value;
}

/** `An error occurred (CODE) when calling the X operation (reached max retries: 0): MESSAGE`. */
function errorOf(stderr: string): { code: string; message: string } {
  const match = /An error occurred \(([^)]+)\) when calling the \w+ operation(?: \([^)]*\))?: ([\s\S]*)/.exec(stderr);
  if (match === null) throw new Error(stderr);
  return { code: match[1] ?? "", message: (match[2] ?? "").trim() };
}
