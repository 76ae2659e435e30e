// The councils the tests run on, each served by its own process on a free port with a fresh database.
import { createServer, type AddressInfo } from "node:net";

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

// The workers read this file again: they find the port in the environment that the first reading left them.
async function port(variable: string): Promise<string> {
  process.env[variable] ??= String(await freePort());
  return process.env[variable];
}

async function council(name: string, folder: string) {
  const chosen = await port(`MEASURE_UP_TEST_PORT_${name}`);
  return { folder, port: chosen, url: `http://127.0.0.1:${chosen}` };
}

/** The shipped example: the base address of every test that does not say otherwise. */
export const liverpool = await council("LIVERPOOL", "councils/liverpool");

/** The small fictional council: `test.use({ baseURL: calderVale.url })`. */
export const calderVale = await council("CALDER_VALE", "councils/fixtures/calder-vale");

/** The same once more, for the one test that publishes releases of it. */
export const publishing = await council("PUBLISHING", "councils/fixtures/calder-vale");
