// A server for a browser test: the built binary on a free loopback port with a fresh copy of the demo, which is told
// once for all tests. Mails are read from its folder.

import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const BINARY = process.env.TEST_BINARY;
// The demo's data folder, and what `kopuro demo` printed.
const DEMO = process.env.TEST_DEMO;

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject).listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

export async function startServer() {
  if (!BINARY || !DEMO) throw new Error("TEST_BINARY names no server: run `make e2e`");
  const folder = mkdtempSync(join(tmpdir(), "kopuro-browser-"));
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const env = {
    ...process.env, DATABASE_URL: "", KOPURO_DATA_DIR: folder, KOPURO_LISTEN: `127.0.0.1:${port}`, KOPURO_PUBLIC_URL: base,
    KOPURO_WORKERS: "2", KOPURO_LOG_FILTER: "warn",
  };
  cpSync(join(DEMO, "data"), folder, { recursive: true });
  const logins = readFileSync(join(DEMO, "logins.txt"), "utf8");
  const child = spawn(BINARY, ["serve"], { env, cwd: folder, stdio: ["ignore", "ignore", "inherit"] });
  for (let tries = 0; ; tries += 1) {
    try {
      if ((await fetch(`${base}/health/ready`)).ok) break;
    } catch { /* not listening yet */ }
    if (tries > 200 || child.exitCode !== null) throw new Error("the server did not start");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    base,
    // For commands on the same data: the settings and the folder.
    env,
    folder,
    password: logins.match(/^ +\S+ +(\S+)/m)[1],
    // The path and token of the link in the newest mail to this address that leads to `path`; waits for the mail.
    async linkMailedTo(address, path = "/") {
      for (let tries = 0; tries < 400; tries += 1) {
        let names = [];
        try {
          names = readdirSync(join(folder, "mail")).sort();
        } catch { /* no mail yet */ }
        for (const name of names.reverse()) {
          const mail = readFileSync(join(folder, "mail", name), "utf8");
          if (!mail.includes(`To: ${address}`)) continue;
          const body = mail.slice(mail.indexOf("\r\n\r\n") + 4);
          const coding = mail.match(/Content-Transfer-Encoding: (\S+)/i)?.[1].toLowerCase();
          const text = coding === "base64" ? Buffer.from(body, "base64").toString("utf8")
            : body.replace(/=\r\n/g, "").replace(/=3D/g, "=");
          const link = text.match(/https?:\/\/\S+#\w+/);
          if (link?.[0].startsWith(`${base}${path}`)) return link[0].replace(base, "");
        }
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error(`no mail with a link to ${address}`);
    },
    async stop() {
      child.kill("SIGTERM");
      await new Promise((resolve) => child.once("exit", resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
