import { type Command, InvalidArgumentError } from "commander";

export function withEndpoint(command: Command): Command {
  return command
    .option("--endpoint <url>", "the instance (default: AWS_ENDPOINT_URL, else http://127.0.0.1:4566)")
    .option("-p, --port <number>", "the instance's port on 127.0.0.1", port);
}

export function integer(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError("It must be a whole number.");
  return Number(text);
}

export function port(text: string): number {
  const value = integer(text);
  if (value > 65_535) throw new InvalidArgumentError("It must be 0 to 65535.");
  return value;
}

export function collect(text: string, earlier: readonly string[] = []): string[] {
  return [...earlier, text];
}
