// The yardstick: what node:http itself costs for a request whose body is read and an answer of the same size.
// `echo` parses the JSON body and writes it back; `canned` answers `POST /123` with 123 prepared bytes and parses nothing.
import http from "node:http";

const isEcho = process.argv[2] !== "canned";
/** @type {Map<string, Buffer>} */
const canned = new Map();

/** @param {string} url */
function cannedAnswer(url) {
  let answer = canned.get(url);
  if (answer === undefined) {
    answer = Buffer.alloc(Number(url.slice(1)), 0x78);
    canned.set(url, answer);
  }
  return answer;
}

const server = http.createServer((request, response) => {
  /** @type {Buffer[]} */
  const chunks = [];
  request.on("data", (/** @type {Buffer} */ chunk) => chunks.push(chunk));
  request.on("end", () => {
    const first = chunks[0];
    const body = chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks);
    const answer = isEcho ? JSON.stringify(JSON.parse(body.toString("utf8"))) : cannedAnswer(request.url ?? "/0");
    response.writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(answer) });
    response.end(answer);
  });
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (address !== null && typeof address === "object") console.log(`port ${address.port}`);
});
