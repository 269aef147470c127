import { checkArn } from "./arns.ts";
import { resourceDoesNotExist } from "./errors.ts";
import type { Topic } from "./topic.ts";
import type { Topics } from "./topics.ts";

/** The topic whose tags a request means. @throws {AwsError} `InvalidParameter`, `ResourceNotFound` */
export function taggedTopic(topics: Topics, arn: string): Topic {
  checkArn("ResourceArn", arn);
  const topic = topics.byArn(arn);
  if (topic === undefined) throw resourceDoesNotExist();
  return topic;
}
