/** A private `CODEX_HOME` whose login and addresses lead to the stand-in. */
import { join } from "@std/path";

/** The account that every login of the tests belongs to. */
export const account = {
  id: "acc-1",
  user: "user-1",
  email: "someone@example.test",
} as const;

/** How the person is logged in. */
export type Login =
  | {
    readonly kind: "chatgpt";
    readonly plan: string;
    readonly expired?: boolean;
  }
  | { readonly kind: "apiKey" }
  | { readonly kind: "none" };

/** What a home may have besides a login. */
export interface HomeOptions {
  readonly login: Login;
  /** The stand-in's origin, such as `http://127.0.0.1:4321`. */
  readonly origin: string;
  /** Lines added to the end of `config.toml`, such as tables of MCP servers. */
  readonly config?: string;
}

/**
 * Fills the empty folder `home` and returns the environment that makes Codex
 * use it and dial nobody but the stand-in.
 */
export async function makeHome(
  home: string,
  options: HomeOptions,
): Promise<Record<string, string>> {
  const { origin } = options;
  const config = [
    `chatgpt_base_url = "${origin}/backend-api/"`,
    `openai_base_url = "${origin}/v1"`,
    'cli_auth_credentials_store = "file"',
    "check_for_update_on_startup = false",
    "[features]",
    "enable_request_compression = false",
    "plugins = false",
    "apps = false",
    options.config ?? "",
  ];
  await Deno.writeTextFile(join(home, "config.toml"), config.join("\n"));
  const auth = authFile(options.login);
  if (auth) {
    await Deno.writeTextFile(join(home, "auth.json"), JSON.stringify(auth), {
      mode: 0o600,
    });
  }
  return {
    CODEX_HOME: home,
    CODEX_REFRESH_TOKEN_URL_OVERRIDE: `${origin}/oauth/token`,
    // The discard port: whoever dials out meets a closed door at once.
    HTTPS_PROXY: "http://127.0.0.1:9",
    HTTP_PROXY: "http://127.0.0.1:9",
    NO_PROXY: "127.0.0.1,localhost",
  };
}

/** Fresh tokens of `plan`, as the refresh endpoint gives them. */
export function freshTokens(plan: string): object {
  const token = jwt(plan, 3600);
  return { id_token: token, access_token: token, refresh_token: "rt_new" };
}

function authFile(login: Login): object | undefined {
  switch (login.kind) {
    case "none":
      return undefined;
    case "apiKey":
      return {
        auth_mode: "apikey",
        OPENAI_API_KEY: "sk-test-0123456789",
        tokens: null,
        last_refresh: null,
      };
    case "chatgpt": {
      const token = jwt(login.plan, login.expired ? -3600 : 3600);
      return {
        auth_mode: "chatgpt",
        OPENAI_API_KEY: null,
        tokens: {
          id_token: token,
          access_token: token,
          refresh_token: "rt_test",
          account_id: account.id,
        },
        last_refresh: new Date().toISOString(),
      };
    }
  }
}

/** An unsigned JSON web token that says who is logged in and is good for `seconds`. */
function jwt(plan: string, seconds: number): string {
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    email: account.email,
    iat: now - 7200,
    exp: now + seconds,
    "https://api.openai.com/auth": {
      chatgpt_plan_type: plan,
      chatgpt_user_id: account.user,
      chatgpt_account_id: account.id,
      user_id: account.user,
    },
  };
  return [{ alg: "none", typ: "JWT" }, claims].map(base64Url).join(".") +
    ".c2ln";
}

function base64Url(value: object): string {
  return btoa(JSON.stringify(value)).replaceAll("+", "-")
    .replaceAll("/", "_").replaceAll("=", "");
}
