import { readFileSync } from "node:fs";

/** Memory of one process, MB rounded up. */
export interface ProcessMemory {
  /** Cannot be given back without ending the process: what counts against a limit. File pages can, so the program itself does not count. */
  readonly heldMB: number;
  /** The most that was resident at any time. */
  readonly peakMB: number;
}

/** `undefined` where there is no /proc, or the process has ended. */
export function processMemory(pid: number): ProcessMemory | undefined {
  try {
    return parseStatus(readFileSync(`/proc/${pid}/status`, "latin1"));
  } catch {
    return undefined;
  }
}

/** @see https://man7.org/linux/man-pages/man5/proc_pid_status.5.html */
export function parseStatus(status: string): ProcessMemory | undefined {
  const kilobytes = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(status)?.[1] ?? 0);
  const peak = kilobytes("VmHWM");
  if (peak === 0) return undefined;
  return { heldMB: Math.ceil((kilobytes("RssAnon") + kilobytes("RssShmem")) / 1024), peakMB: Math.ceil(peak / 1024) };
}
