/**
 * A loopback stand-in of the service behind Codex: enough of it that the
 * genuine CLI, with a home made by `makeHome`, makes images and meets every
 * failure that a scenario asks for.
 */
import { accountsCheck, refreshToken, usage } from "./accounts.ts";
import { type Commission, Conversation } from "./conversation.ts";
import { usageHeaders } from "./failures.ts";
import { freshTokens, type HomeOptions, type Login, makeHome } from "./home.ts";
import { httpAnswer } from "./http.ts";
import { drawPicture, imageRequest } from "./images.ts";
import { type ModelRequest, readModelRequest } from "./model_request.ts";
import { RequestLog } from "./record.ts";
import { respond } from "./responses.ts";
import type { Scenario, ServiceSettings } from "./scenario.ts";

/** One scenario for every thread, or one chosen by a thread's first request. */
export type Script = Scenario | ((first: ModelRequest) => Scenario);

/** A running stand-in; stops when disposed of. */
export class Backend implements AsyncDisposable {
  readonly requests = new RequestLog();
  readonly #script: Script;
  readonly #settings: ServiceSettings;
  readonly #closing = new AbortController();
  readonly #conversations = new Map<string, Conversation>();
  readonly #commissions = new Map<string, Commission>();
  readonly #server: Deno.HttpServer<Deno.NetAddr>;
  readonly #resetsAt: number;
  #plan = "plus";

  private constructor(script: Script, settings: ServiceSettings) {
    this.#script = script;
    this.#settings = settings;
    this.#resetsAt = settings.resetsAt ?? Math.floor(Date.now() / 1000) + 3600;
    this.#server = Deno.serve({
      hostname: "127.0.0.1",
      port: 0,
      onListen: () => {},
      onError: hungUp,
    }, (request) => this.#answer(request));
  }

  /** Starts on a free loopback port. */
  static start(script: Script, settings: ServiceSettings = {}): Backend {
    return new Backend(script, settings);
  }

  /** Such as `http://127.0.0.1:4321`. */
  get origin(): string {
    return `http://127.0.0.1:${this.#server.addr.port}`;
  }

  /** Fills the empty folder `home` with a login here; returns Codex's environment. */
  home(
    home: string,
    login: Login,
    more: Omit<HomeOptions, "login" | "origin"> = {},
  ): Promise<Record<string, string>> {
    if (login.kind === "chatgpt") this.#plan = login.plan;
    return makeHome(home, { ...more, login, origin: this.origin });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closing.abort();
    await this.#server.shutdown();
  }

  async #answer(request: Request): Promise<Response> {
    const path = new URL(request.url).pathname;
    const base = { method: request.method, path };
    if (request.headers.get("upgrade")?.toLowerCase() === "websocket") {
      this.requests.add({ ...base, kind: "websocket" });
      return new Response(null, { status: 426 });
    }
    switch (`${request.method} ${path}`) {
      case "POST /v1/responses": {
        const model = readModelRequest(await request.json());
        this.requests.add({ ...base, kind: "model", model });
        return this.#loggedIn(request) ?? this.#respond(model);
      }
      case "POST /v1/images/generations":
      case "POST /v1/images/edits": {
        const image = imageRequest.parse(await request.json());
        const kind = path.endsWith("edits") ? "edit" : "generation";
        this.requests.add({ ...base, kind, image });
        return drawPicture(
          this.#commissions.get(image.prompt),
          this.#closing.signal,
        );
      }
      case "GET /backend-api/wham/accounts/check":
        this.requests.add({ ...base, kind: "accounts" });
        return accountsCheck(
          this.#settings,
          this.#plan,
          this.#closing.signal,
        );
      case "GET /backend-api/wham/usage":
        this.requests.add({ ...base, kind: "usage" });
        return usage(
          this.#plan,
          this.#settings.usedPercent ?? 5,
          this.#resetsAt,
        );
      case "POST /oauth/token":
        this.requests.add({ ...base, kind: "refresh" });
        return refreshToken(this.#settings, freshTokens(this.#plan));
      default:
        this.requests.add({ ...base, kind: "other" });
        return httpAnswer({ status: 404, body: { detail: "Not Found" } });
    }
  }

  #respond(model: ModelRequest): Response {
    const conversation = this.#conversations.get(model.thread) ??
      new Conversation(
        typeof this.#script === "function" ? this.#script(model) : this.#script,
      );
    this.#conversations.set(model.thread, conversation);
    return respond(model, {
      conversation,
      closing: this.#closing.signal,
      commission: (one) => this.#commissions.set(one.prompt, one),
      headers: usageHeaders(this.#settings.usedPercent ?? 5, this.#resetsAt),
    });
  }

  /** The refusal that a request without a token gets. */
  #loggedIn(request: Request): Response | undefined {
    if (request.headers.has("authorization")) return undefined;
    return httpAnswer({
      status: 401,
      body: {
        error: {
          message: "Missing bearer or basic authentication in header",
          type: "invalid_request_error",
        },
      },
    });
  }
}

/**
 * A Codex that is stopped while it asks takes its request with it: no news, and
 * nobody to answer. Any other error is the stand-in's own.
 */
function hungUp(error: unknown): Response {
  if (error instanceof Deno.errors.BadResource) {
    return new Response(null, { status: 400 });
  }
  throw error;
}
