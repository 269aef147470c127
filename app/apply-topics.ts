import type { ConfigProblem } from "./config/config-error.ts";
import type { ConfigSource } from "./config/problems.ts";
import { refusalOf, throwProblems } from "./config/refusals.ts";
import type { SubscriptionDeclaration, TopicDeclaration } from "./config/resolve-topic.ts";
import type { TopicAdmin } from "./topic-admin.ts";

/**
 * @returns what changed, one sentence each
 * @throws {ConfigError} with AWS's sentences for what it would refuse
 */
export async function applyTopics(
  admin: TopicAdmin,
  wanted: readonly TopicDeclaration[],
  current: readonly TopicDeclaration[],
  source: ConfigSource,
): Promise<string[]> {
  const changes: string[] = [];
  const problems: (ConfigProblem | undefined)[] = [];
  const attempt = async (path: TopicDeclaration["path"], change: () => string[]): Promise<void> => {
    problems.push(await refusalOf(source, path, () => void changes.push(...change())));
  };
  for (const topic of wanted) {
    const before = current.find(({ name }) => name === topic.name);
    await attempt(topic.path, () => admin.applyTopic(topic, before));
    for (const subscription of topic.subscriptions) {
      const same = before?.subscriptions.find((other) => isSame(subscription, other));
      await attempt(subscription.path, () => admin.applySubscription(topic.name, subscription, same));
    }
  }
  throwProblems(problems);
  return [...changes, ...removeSubscriptions(admin, wanted, current)];
}

function removeSubscriptions(
  admin: TopicAdmin,
  wanted: readonly TopicDeclaration[],
  current: readonly TopicDeclaration[],
): string[] {
  return current.flatMap(({ name, subscriptions }) => {
    const kept = wanted.find((topic) => topic.name === name)?.subscriptions ?? [];
    return subscriptions
      .filter((subscription) => !kept.some((other) => isSame(subscription, other)))
      .flatMap((subscription) => admin.removeSubscription(name, subscription));
  });
}

/** A topic has one subscription for an endpoint. */
function isSame(a: SubscriptionDeclaration, b: SubscriptionDeclaration): boolean {
  return a.protocol === b.protocol && a.endpoint === b.endpoint;
}
