import { expect, test } from "vitest";
import { Journal } from "../../../runtime/core/journal.ts";
import { seededRandom } from "../../../runtime/core/random.ts";
import { VirtualClock } from "../../../runtime/core/virtual-clock.ts";
import { createSnsService } from "../../../runtime/sns/index.ts";

const SCOPE = { region: "us-east-1", accountId: "000000000000" };

function subscriptionTo(endpoint: string, options: { readonly confirmsItself: boolean }) {
  const clock = new VirtualClock();
  const delivered: string[] = [];
  const sns = createSnsService({
    clock,
    journal: new Journal(clock),
    random: seededRandom("sns"),
    deliver({ notification }) {
      delivered.push(notification.type);
      return { kind: "delivered" };
    },
    confirmsItself: options.confirmsItself ? (_protocol, to) => to.startsWith("http://127.0.0.1") : undefined,
  });
  const topic = sns.createTopic(SCOPE, "news");
  sns.subscribe(topic, "http", endpoint);
  sns.publish(topic, { Message: "hello" });
  return delivered;
}

test("an endpoint that confirms itself gets messages at once and is asked nothing", () => {
  expect(subscriptionTo("http://127.0.0.1:9000/hook", { confirmsItself: true })).toEqual(["Notification"]);
});

test.each([
  ["by default", "http://127.0.0.1:9000/hook", false],
  ["when the option does not speak for it", "http://example.com/hook", true],
])("an endpoint is asked first, and gets nothing before it confirms, %s", (_when, endpoint, confirmsItself) => {
  expect(subscriptionTo(endpoint, { confirmsItself })).toEqual(["SubscriptionConfirmation"]);
});
