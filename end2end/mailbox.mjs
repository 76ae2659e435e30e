// A real mail server on this machine (smtp-server), and the letters that came to it.
import { SMTPServer } from "smtp-server";

/**
 * Starts the server on a free port. `users`: who may sign in to it, such as `{ "measure-up": "a password" }`; without it nobody needs to.
 * Returns its port, the letters in the order in which they came, and a function that stops it.
 */
export async function startMailbox(users) {
  const letters = [];
  const server = new SMTPServer({
    // Without TLS: it is spoken to on this machine alone.
    disabledCommands: users ? ["STARTTLS"] : ["STARTTLS", "AUTH"],
    allowInsecureAuth: true,
    authOptional: !users,
    onAuth: ({ username, password }, _session, done) => done(users?.[username] === password ? null : new Error("not known"), { user: username }),
    onData(stream, session, done) {
      const parts = [];
      stream.on("data", (part) => parts.push(part));
      stream.on("end", () => {
        const { mailFrom, rcptTo } = session.envelope;
        letters.push({ from: mailFrom.address, to: rcptTo.map(({ address }) => address), user: session.user, ...read(Buffer.concat(parts).toString("latin1")) });
        done();
      });
    },
  });
  await new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const stop = () => new Promise((resolve) => server.close(resolve));
  return { port: server.server.address().port, letters, stop };
}

/** Headers by name in small letters, and the text of each part by its kind. */
function read(message) {
  const [head, ...rest] = message.split("\r\n\r\n");
  const headers = fields(head);
  const boundary = /boundary="([^"]+)"/.exec(headers["content-type"] ?? "")?.[1] ?? "";
  const parts = {};
  for (const part of rest.join("\r\n\r\n").split(`--${boundary}`).slice(1, -1)) {
    const [inner, ...body] = part.replace(/^\r\n/, "").split("\r\n\r\n");
    const of = fields(inner);
    const text = body.join("\r\n\r\n");
    const encoding = of["content-transfer-encoding"] ?? "7bit";
    const bytes = encoding === "base64" ? Buffer.from(text, "base64") : encoding === "quoted-printable" ? quoted(text) : Buffer.from(text, "latin1");
    parts[(of["content-type"] ?? "").split(";")[0]] = bytes.toString("utf8");
  }
  return { headers, parts };
}

function fields(head) {
  const lines = head.replace(/\r\n[ \t]+/g, " ").split("\r\n");
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf(":")).toLowerCase(), line.slice(line.indexOf(":") + 1).trim()]));
}

function quoted(text) {
  const whole = text.replace(/=\r\n/g, "").replace(/=([0-9A-F]{2})/g, (_code, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(whole, "latin1");
}
