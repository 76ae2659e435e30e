// A real OpenID Connect service on this machine, with the pages to log in that it brings for developers: any password will do.
import { createServer } from "node:net";
import Provider from "oidc-provider";

/** A port that is free now. */
export const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

export const clientId = "measure-up";
export const clientSecret = "a secret of the tests";

/**
 * Starts the service.
 * `people`: what it says of each login, such as `{ ada: { name: "Ada", roles: ["administrator"] } }`; can be changed while it runs.
 * Returns its address, and a function that stops it.
 */
export async function startProvider(redirect, people) {
  const port = await freePort();
  const issuer = `http://127.0.0.1:${port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [redirect],
        response_types: ["code"],
        grant_types: ["authorization_code"],
        token_endpoint_auth_method: "client_secret_post",
      },
    ],
    pkce: { required: () => true },
    claims: { openid: ["sub", "roles"], profile: ["name", "preferred_username"], email: ["email"] },
    conformIdTokenClaims: false,
    cookies: { keys: ["a key of the tests"] },
    features: { devInteractions: { enabled: true } },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, ...people[id] }) }),
  });
  const server = provider.listen(port, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const stop = () =>
    new Promise((resolve) => {
      server.closeAllConnections();
      server.close(resolve);
    });
  return { issuer, stop };
}
