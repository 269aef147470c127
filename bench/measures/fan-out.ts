import { cpuMicrosPerRound } from "../load.ts";
import { fill } from "../messages.ts";
import { snsRequest, withPath } from "../requests.ts";
import { type Endpoints, startBare, startEndpoints } from "../servers.ts";
import { median, rounded, samplesOf } from "../statistics.ts";

const RUNS = 7;
const CONNECTIONS = 16;
/** For each run, over all queues. */
const DELIVERIES = 20_000;
const QUEUE_COUNTS = [1, 10, 100];
const BACKLOG = 100_000;

/**
 * One publish to 1, 10 and 100 subscribed queues: deliveries for a second of CPU, as a share of what a bare server reaches
 * that answers once for each delivery; and the cost with a long backlog in the queues against an empty one.
 */
export async function measureFanOut(): Promise<Record<string, number>> {
  const figures: Record<string, number> = {};
  for (const queues of QUEUE_COUNTS) figures[`publishTo${queues}Share`] = await shareOf(queues);
  figures["publishAtBacklogRatio"] = await backlogRatio();
  return figures;
}

async function shareOf(queues: number): Promise<number> {
  const bare = await startBare("canned");
  const endpoints = await startEndpoints();
  try {
    const shares = await samplesOf(RUNS, async (run) => {
      const { publish, remove } = await makeTopic(endpoints, { name: `topic-${run}`, queues });
      const answer = await endpoints.call(publish);
      const canned = withPath(publish, `/${answer.length}`);
      const rounds = Math.ceil(DELIVERIES / queues);
      const yardstick = await cpuMicrosPerRound(bare, {
        connections: CONNECTIONS,
        rounds: DELIVERIES,
        steps: [() => canned],
      });
      const ours = await cpuMicrosPerRound(endpoints.server, {
        connections: CONNECTIONS,
        rounds,
        steps: [() => publish],
      });
      await remove();
      return (yardstick * queues) / ours;
    });
    return rounded(median(shares));
  } finally {
    await Promise.all([bare.stop(), endpoints.stop()]);
  }
}

async function backlogRatio(): Promise<number> {
  const endpoints = await startEndpoints();
  try {
    const empty = await makeTopic(endpoints, { name: "empty", queues: 10 });
    const full = await makeTopic(endpoints, { name: "full", queues: 10 });
    for (const queueUrl of full.queueUrls) await fill(endpoints.server, queueUrl, BACKLOG / 10, "x".repeat(256));
    const load = { connections: CONNECTIONS, rounds: 1000 };
    const ratios = await samplesOf(RUNS, async () => {
      const withoutBacklog = await cpuMicrosPerRound(endpoints.server, { ...load, steps: [() => empty.publish] });
      const withBacklog = await cpuMicrosPerRound(endpoints.server, { ...load, steps: [() => full.publish] });
      return withBacklog / withoutBacklog;
    });
    return rounded(median(ratios));
  } finally {
    await endpoints.stop();
  }
}

interface Topic {
  readonly publish: Buffer;
  readonly queueUrls: readonly string[];
  readonly remove: () => Promise<void>;
}

async function makeTopic(
  endpoints: Endpoints,
  { name, queues }: { readonly name: string; readonly queues: number },
): Promise<Topic> {
  const created = await endpoints.call(snsRequest("CreateTopic", { Name: name }));
  const topicArn = /<TopicArn>([^<]+)/.exec(created.toString())?.[1] ?? "";
  const queueUrls: string[] = [];
  for (let queue = 0; queue < queues; queue++) {
    const queueName = `${name}-${queue}`;
    queueUrls.push(await endpoints.createQueue(queueName));
    const endpoint = topicArn.replace(":sns:", ":sqs:").replace(name, queueName);
    await endpoints.call(snsRequest("Subscribe", { TopicArn: topicArn, Protocol: "sqs", Endpoint: endpoint }));
  }
  return {
    publish: snsRequest("Publish", { TopicArn: topicArn, Message: "x".repeat(1024) }),
    queueUrls,
    async remove() {
      await endpoints.call(snsRequest("DeleteTopic", { TopicArn: topicArn }));
      for (const queueUrl of queueUrls) await endpoints.deleteQueue(queueUrl);
    },
  };
}
