import { cpuMicrosPerRound } from "../load.ts";
import { sqsRequest } from "../requests.ts";
import { type Endpoints, startEndpoints } from "../servers.ts";
import { median, rounded, samplesOf } from "../statistics.ts";

const FEW = 1000;
const MANY = 10_000;
const PAGE = 1000;
const RUNS = 7;

/** Ten thousand queues: the CPU to list them all, and a page's cost against that of a server with one thousand. */
export async function measureManyQueues(): Promise<Record<string, number>> {
  const few = await startWithQueues(FEW);
  const many = await startWithQueues(MANY);
  try {
    const samples = await samplesOf(RUNS, async () => {
      const page = await pageMicros(few.server);
      const pageOfMany = await pageMicros(many.server);
      const startedAt = performance.now();
      const listed = await listAll(many);
      if (listed !== MANY) throw new Error(`${listed} of ${MANY} queues were listed`);
      return { ratio: pageOfMany / page, allMs: performance.now() - startedAt };
    });
    return {
      listPageAtTenThousandRatio: rounded(median(samples.map(({ ratio }) => ratio))),
      listTenThousandQueuesMs: rounded(median(samples.map(({ allMs }) => allMs)), 1),
    };
  } finally {
    await Promise.all([few.stop(), many.stop()]);
  }
}

async function startWithQueues(count: number): Promise<Endpoints> {
  const endpoints = await startEndpoints();
  for (let queue = 0; queue < count; queue++) await endpoints.createQueue(`listed-${queue}`);
  return endpoints;
}

/** CPU of one page, the first. */
function pageMicros(server: Endpoints["server"]): Promise<number> {
  const list = sqsRequest("ListQueues", { MaxResults: PAGE });
  return cpuMicrosPerRound(server, { connections: 1, rounds: 20, steps: [() => list] });
}

async function listAll({ call }: Endpoints): Promise<number> {
  let listed = 0;
  let token: string | undefined;
  do {
    const answer = JSON.parse(
      (await call(sqsRequest("ListQueues", { MaxResults: PAGE, NextToken: token }))).toString(),
    ) as {
      QueueUrls?: string[];
      NextToken?: string;
    };
    listed += answer.QueueUrls?.length ?? 0;
    token = answer.NextToken;
  } while (token !== undefined);
  return listed;
}
