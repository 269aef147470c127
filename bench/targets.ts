/** What a figure must reach; one without a target is for information. */
export type Target = { readonly atMost: number } | { readonly atLeast: number };

export const TARGETS: Readonly<Record<string, Target>> = {
  sendCpuRatio: { atMost: 1.3 },
  readyMs: { atMost: 500 },
  warmInvokeP50Ms: { atMost: 1.5 },
  captureRatio: { atMost: 1.05 },
  sendToHandlerP50Ms: { atMost: 5 },
  sendToHandlerP99Ms: { atMost: 25 },
  sdkInvokeP50Ms: { atMost: 2 },
  esmMessagesPerSecond: { atLeast: 5000 },
  saveP50Ms: { atMost: 50 },
  saveP95Ms: { atMost: 100 },
  idleResidentMB: { atMost: 90 },
  sendShare100B: { atLeast: 0.75 },
  sendShare1024B: { atLeast: 0.75 },
  sendBatchShare100B: { atLeast: 0.45 },
  sendBatchShare1024B: { atLeast: 0.45 },
  receiveDeleteBatchShare100B: { atLeast: 0.6 },
  receiveDeleteBatchShare1024B: { atLeast: 0.6 },
  cycleShare100B: { atLeast: 0.7 },
  cycleShare1024B: { atLeast: 0.7 },
  receiveAtMillionRatio: { atMost: 1.3 },
  sendAtMillionRatio: { atMost: 1.3 },
  messageOverheadKB: { atMost: 1.2 },
  wakeP50Ms: { atMost: 1 },
  idleLongPollsPercentOfCore: { atMost: 2 },
  wakeAmongThousandP50Ms: { atMost: 1 },
  listPageAtTenThousandRatio: { atMost: 1.3 },
  publishTo10Share: { atLeast: 0.3 },
  publishAtBacklogRatio: { atMost: 1.3 },
  putShare1KB: { atLeast: 0.5 },
  getShare1KB: { atLeast: 0.65 },
  putShare1MB: { atLeast: 0.5 },
  getShare1MB: { atLeast: 0.7 },
  listAtMillionRatio: { atMost: 1.3 },
};

export function verdictOf(value: number, target: Target): "met" | "missed" {
  const isMet = "atMost" in target ? value <= target.atMost : value >= target.atLeast;
  return isMet ? "met" : "missed";
}
