// Asks the running instance where the functions' URLs are, as any client would, and visits them.
const endpoint = process.env.AWS_ENDPOINT_URL ?? "http://127.0.0.1:4566";

async function urlOf(functionName) {
  const answer = await fetch(`${endpoint}/2021-10-31/functions/${functionName}/url`);
  return (await answer.json()).FunctionUrl;
}

const greeting = await fetch(`${await urlOf("greet")}?name=Ada`);
console.log(greeting.status, (await greeting.text()).trimEnd());

const story = await fetch(await urlOf("story"));
for await (const piece of story.body) console.log(story.status, Buffer.from(piece).toString().trimEnd());
