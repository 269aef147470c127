// @ts-check
/** Stands between an isolate and the network: the runtime is reached, everything else refused. A worker of its own, see `isolate.ts`. */

// oxlint-disable-next-line import/no-default-export -- a worker is its module's default export
export default {
  /** @param {Request} request @param {{ HOME: string }} env the runtime's host and port */
  async fetch(request, { HOME }) {
    const { host } = new URL(request.url);
    if (host === HOME) return fetch(request);
    const message = `The workerd sandbox reaches nothing but the runtime (${HOME}): a call to ${host} was refused.`;
    // Not thrown: workerd's node:http only prints what its request fails with. The shim makes `fetch` reject.
    return new Response(message, { status: 403, headers: { "Lambdaloop-Refused": "1" } });
  },
};
