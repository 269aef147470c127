// Breaks: a service imports its sibling.
import type { Topic } from "../sns/topic.ts";

export const queueName = "orders";
export type Subscriber = Topic;
