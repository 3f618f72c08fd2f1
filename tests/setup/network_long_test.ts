/** Proves that a network, a service or a login that answers nothing costs no more than the time limits say. */
import { join } from "@std/path";
import type { GenuineFixture } from "../support/fixture.ts";
import { declareSetups, type Ends } from "./setups.ts";
import { Silent } from "./silent.ts";
import { handshakes } from "../support/pace.ts";

/** Limits of a job or of the handshake, in seconds. */
const SHORT = 4;
/** Longer than Codex and the product wait before the turn: 5 and 8 s. */
const LONG = 9 + handshakes(3) / 1_000;

const all = ["0.122.0", "0.145.0", "0.169.0"] as const;
const expired = { kind: "chatgpt", plan: "plus", expired: true } as const;
const loggedOut: Ends = {
  code: "preflight/not_authenticated",
  next: /codex login/,
};
const outOfTime: Ends = { code: "preflight/time_limit", next: /--timeout/ };

/** Puts the silent server in the place of the service. */
async function silence(
  { fixture, backend }: GenuineFixture,
  silent: Silent,
): Promise<void> {
  const path = join(fixture.codexHome, "config.toml");
  const config = await Deno.readTextFile(path);
  await Deno.writeTextFile(
    path,
    config.replaceAll(backend.origin, silent.origin),
  );
}

/** Never disposed of: the process's end is its own. */
const silent = new Silent();

declareSetups("nothing answers, because", [
  {
    name: "the proxy is silent",
    versions: all,
    limits: { jobSeconds: SHORT },
    prepare: () => {
      const { origin } = silent;
      return Promise.resolve({
        ...{ HTTPS_PROXY: origin, HTTP_PROXY: origin, ALL_PROXY: origin },
        ...{ https_proxy: origin, http_proxy: origin, NO_PROXY: "" },
      });
    },
    ends: outOfTime,
  },
  {
    name: "the service is silent",
    versions: all,
    limits: { jobSeconds: SHORT },
    prepare: (scene) => silence(scene, silent),
    ends: outOfTime,
  },
  {
    name: "the service is silent in the turn as well",
    limits: { jobSeconds: LONG },
    prepare: (scene) => silence(scene, silent),
    ends: {
      code: "runtime/outcome_unknown",
      says: /limit/,
      next: /try again/,
    },
  },
  {
    name: "the login is old and the service that renews it is silent",
    versions: all,
    login: expired,
    limits: { handshakeSeconds: SHORT },
    prepare: () =>
      Promise.resolve({
        CODEX_REFRESH_TOKEN_URL_OVERRIDE: `${silent.origin}/oauth/token`,
      }),
    ends: { code: "preflight/handshake_timeout", next: /codex --version/ },
  },
]);

declareSetups("the login is old and", [
  {
    name: "is renewed",
    versions: all,
    login: expired,
    settings: { refresh: "granted" },
    ends: "published",
  },
  {
    name: "is not renewed",
    versions: all,
    login: expired,
    // 0.122 goes on with the old one, and leaves it to the service to refuse it.
    ends: (version) => version === "0.122.0" ? "published" : loggedOut,
  },
]);

declareSetups("a server that a job does not need is silent:", [
  {
    name: "an MCP server on the network",
    versions: all,
    tables: `[mcp_servers.web]\nurl = "${silent.origin}/mcp"`,
    ends: "published",
  },
  {
    name: "one that collects telemetry",
    tables: [
      '[otel]\nenvironment = "test"',
      `exporter = { otlp-http = { endpoint = "${silent.origin}", protocol = "binary" } }`,
    ].join("\n"),
    ends: "published",
  },
]);
