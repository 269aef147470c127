// The yardstick: what node:http itself costs for a request that reads a JSON body and answers one.
// `echo` parses the body and writes it back; a number answers that many canned bytes without parsing.
import http from "node:http";

const mode = process.argv[2] ?? "echo";
const canned = mode === "echo" ? undefined : Buffer.alloc(Number(mode), 0x78);

const server = http.createServer((request, response) => {
  /** @type {Buffer[]} */
  const chunks = [];
  request.on("data", (/** @type {Buffer} */ chunk) => chunks.push(chunk));
  request.on("end", () => {
    const first = chunks[0];
    const body = chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks);
    const answer = canned ?? JSON.stringify(JSON.parse(body.toString("utf8")));
    response.writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(answer) });
    response.end(answer);
  });
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (address !== null && typeof address === "object") console.log(`port ${address.port}`);
});
