import { expect } from "vitest";
import type { Replay } from "./sqs-recordings-steps.ts";
import type { SqsCaller } from "./sqs-recordings.ts";

/** Replays about message move tasks. */
export const moveReplays: Readonly<Record<string, Replay>> = {
  async basic_move_task_workflow(aws) {
    const { source, destination } = await deadLetters(aws, 2);
    const start = { SourceArn: source.arn, DestinationArn: destination.arn };
    const started = await aws.record("StartMessageMoveTask", start);
    aws.clock.advance(1000);
    expect(await bodies(aws, destination.url)).toEqual(["message-0", "message-1"]);
    const listed = await aws.record("ListMessageMoveTasks", { SourceArn: source.arn });
    // The recording numbers the destination's resource before the source's.
    return { "start-message-move-task-response": started, "list-message-move-task-response": listed };
  },

  async cancel_with_invalid_task_handle(aws) {
    return { error: await aws.record("CancelMessageMoveTask", { TaskHandle: "foobared" }) };
  },

  async cancel_with_invalid_task_id_in_task_handle(aws) {
    const sourceArn = await aws.arnOf(await aws.queue());
    const handle = JSON.stringify({ taskId: "10f57157-fc38-4da9-a113-4de7e12d05aa", sourceArn });
    const cancel = { TaskHandle: Buffer.from(handle).toString("base64") };
    return { error: await aws.record("CancelMessageMoveTask", cancel) };
  },

  async destination_needs_to_exist(aws) {
    const { source, destination } = await deadLetters(aws, 0);
    const start = { SourceArn: source.arn, DestinationArn: `${destination.arn}doesntexist` };
    return { error: await aws.record("StartMessageMoveTask", start) };
  },

  async move_task_cancel(aws) {
    const { source, destination } = await deadLetters(aws, 10);
    const task = await aws.call("StartMessageMoveTask", slowly(source.arn, destination.arn));
    aws.clock.advance(2500);
    const list = (): Promise<object> => aws.record("ListMessageMoveTasks", { SourceArn: source.arn });
    const during = await list();
    const cancelled = await aws.record("CancelMessageMoveTask", { TaskHandle: task.TaskHandle ?? "" });
    aws.clock.advance(20_000);
    expect(await bodies(aws, source.url)).toHaveLength(8);
    return { "list-while": during, cancel: cancelled, "list-after": await list() };
  },

  async move_task_delete_destination_queue_while_running(aws) {
    const { source, destination } = await deadLetters(aws, 10);
    await aws.call("StartMessageMoveTask", slowly(source.arn, destination.arn));
    aws.clock.advance(3500);
    await aws.call("DeleteQueue", { QueueUrl: destination.url });
    aws.clock.advance(1000);
    expect(await bodies(aws, source.url)).toHaveLength(7);
    return { list: await aws.record("ListMessageMoveTasks", { SourceArn: source.arn }) };
  },

  async move_task_with_throughput_limit(aws) {
    const { source, destination } = await deadLetters(aws, 4);
    const started = await aws.record("StartMessageMoveTask", slowly(source.arn, destination.arn));
    // The test that was recorded wants more than three seconds for four messages.
    aws.clock.advance(3999);
    expect(aws.sqs.queueByArn(destination.arn)?.counts.available).toBe(3);
    aws.clock.advance(1);
    expect(aws.sqs.queueByArn(destination.arn)?.counts.available).toBe(4);
    return { "start-message-move-task-response": started };
  },

  async move_task_workflow_with_default_destination(aws) {
    const { source, original } = await deadLetters(aws, 2);
    const started = await aws.record("StartMessageMoveTask", { SourceArn: source.arn });
    aws.clock.advance(1000);
    expect(await bodies(aws, original.url)).toEqual(["message-0", "message-1"]);
    return {
      "source-arn": source.arn,
      "original-source": original.arn,
      "start-message-move-task-response": started,
      "list-message-move-task-response": await aws.record("ListMessageMoveTasks", { SourceArn: source.arn }),
    };
  },

  async source_needs_redrive_policy(aws) {
    const sourceArn = await aws.arnOf(await aws.queue());
    const destinationArn = await aws.arnOf(await aws.queue());
    const start = { SourceArn: sourceArn, DestinationArn: destinationArn };
    return { error: await aws.record("StartMessageMoveTask", start) };
  },

  async start_multiple_move_tasks(aws) {
    const { source, destination } = await deadLetters(aws, 10);
    const start = slowly(source.arn, destination.arn);
    await aws.call("StartMessageMoveTask", start);
    return { error: await aws.record("StartMessageMoveTask", start) };
  },
};

interface Named {
  readonly url: string;
  readonly arn: string;
}

/** A queue, its dead-letter queue (a move's source) with `count` messages in it, and another queue. */
async function deadLetters(
  aws: SqsCaller,
  count: number,
): Promise<{ original: Named; source: Named; destination: Named }> {
  const named = async (url: string): Promise<Named> => ({ url, arn: await aws.arnOf(url) });
  const source = await named(await aws.queue("dead-letters"));
  const policy = JSON.stringify({ deadLetterTargetArn: source.arn, maxReceiveCount: 1 });
  const original = await named(await aws.queue("original", { RedrivePolicy: policy }));
  const destination = await named(await aws.queue("destination"));
  for (let index = 0; index < count; index++) {
    await aws.call("SendMessage", { QueueUrl: original.url, MessageBody: `message-${index}` });
  }
  for (let receive = 0; receive < count + 1; receive++) {
    await aws.call("ReceiveMessage", { QueueUrl: original.url, VisibilityTimeout: 0 });
    await aws.call("ReceiveMessage", { QueueUrl: original.url, VisibilityTimeout: 0 });
  }
  expect(aws.sqs.queueByArn(source.arn)?.counts.available).toBe(count);
  return { original, source, destination };
}

function slowly(
  sourceArn: string,
  destinationArn: string,
): { SourceArn: string; DestinationArn: string; MaxNumberOfMessagesPerSecond: number } {
  return { SourceArn: sourceArn, DestinationArn: destinationArn, MaxNumberOfMessagesPerSecond: 1 };
}

async function bodies(aws: SqsCaller, url: string): Promise<(string | undefined)[]> {
  const { Messages: messages = [] } = await aws.call("ReceiveMessage", { QueueUrl: url, MaxNumberOfMessages: 10 });
  return messages.map(({ Body: body }) => body);
}
