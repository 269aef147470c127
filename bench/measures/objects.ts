import { crc32 } from "node:zlib";
import { cpuMicrosPerRound } from "../load.ts";
import { s3Request } from "../requests.ts";
import { type Endpoints, startBare, startEndpoints } from "../servers.ts";
import { median, rounded, samplesOf } from "../statistics.ts";

const RUNS = 9;
const CONNECTIONS = 64;
const SIZES = [
  { name: "1KB", bytes: 1024, rounds: 8000 },
  { name: "1MB", bytes: 1024 * 1024, rounds: 600 },
];
/** Keys of the buckets whose first page is listed. */
const FEW_KEYS = 10_000;
const MANY_KEYS = 1_000_000;
const PAGES = 200;

/**
 * PutObject and GetObject for one second of the server's CPU at 64 connections, as a share of what a bare `node:http` server reaches
 * that takes the same requests and answers with as many bytes.
 */
export async function measureObjects(): Promise<Record<string, number>> {
  const figures: Record<string, number> = {};
  for (const size of SIZES) {
    for (const [name, samples] of Object.entries(await measureSize(size))) {
      figures[`${name}Share${size.name}`] = rounded(median(samples.map(({ share }) => share)));
      figures[`${name}Micros${size.name}`] = rounded(median(samples.map(({ ours }) => ours)), 1);
    }
  }
  return figures;
}

interface Sample {
  readonly share: number;
  /** Microseconds of CPU for a request. */
  readonly ours: number;
}

async function measureSize({
  bytes,
  rounds,
}: (typeof SIZES)[number]): Promise<Record<"put" | "get", readonly Sample[]>> {
  const bare = await startBare("canned");
  const endpoints = await startEndpoints();
  const load = { connections: CONNECTIONS, rounds };
  const sample = async (canned: Buffer, real: Buffer): Promise<Sample> => {
    const yardstick = await cpuMicrosPerRound(bare, { ...load, steps: [() => canned] });
    const ours = await cpuMicrosPerRound(endpoints.server, { ...load, steps: [() => real] });
    return { share: yardstick / ours, ours };
  };
  try {
    await endpoints.call(s3Request("PUT", "/bench"));
    const body = Buffer.alloc(bytes, "x");
    const put = putRequest("/bench/object?x-id=PutObject", body);
    await endpoints.call(put);
    const get = s3Request("GET", "/bench/object?x-id=GetObject");
    return {
      put: await samplesOf(RUNS, () => sample(putRequest("/0", body), put)),
      get: await samplesOf(RUNS, () => sample(s3Request("GET", `/${bytes}`), get)),
    };
  } finally {
    await Promise.all([bare.stop(), endpoints.stop()]);
  }
}

/** As the newest JavaScript SDK writes it: with a CRC32 of the body. */
function putRequest(path: string, body: Buffer): Buffer {
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  const headers = {
    "content-type": "application/octet-stream",
    "x-amz-sdk-checksum-algorithm": "CRC32",
    "x-amz-checksum-crc32": sum.toString("base64"),
  };
  return s3Request("PUT", path, { headers, body });
}

/** What a page of 1,000 keys costs in a bucket with a million against one with ten thousand. */
export async function measureListing(): Promise<Record<string, number>> {
  const endpoints = await startEndpoints();
  try {
    const few = await makeBucket(endpoints, "few-keys", FEW_KEYS);
    const many = await makeBucket(endpoints, "many-keys", MANY_KEYS);
    const load = { connections: 4, rounds: PAGES };
    const ratios = await samplesOf(RUNS, async () => {
      const ofFew = await cpuMicrosPerRound(endpoints.server, { ...load, steps: [() => few] });
      const ofMany = await cpuMicrosPerRound(endpoints.server, { ...load, steps: [() => many] });
      return ofMany / ofFew;
    });
    return { listAtMillionRatio: rounded(median(ratios)) };
  } finally {
    await endpoints.stop();
  }
}

/** @returns the request for a page of 1,000 keys in the middle */
async function makeBucket({ call, server }: Endpoints, name: string, keys: number): Promise<Buffer> {
  await call(s3Request("PUT", `/${name}`));
  let next = 0;
  const nextKey = (): Buffer => s3Request("PUT", `/${name}/${keyOf(next++)}`);
  await cpuMicrosPerRound(server, { connections: CONNECTIONS, rounds: keys, steps: [nextKey] });
  return s3Request("GET", `/${name}?list-type=2&start-after=${keyOf(keys / 2)}`);
}

function keyOf(index: number): string {
  return `key-${String(index).padStart(7, "0")}`;
}
