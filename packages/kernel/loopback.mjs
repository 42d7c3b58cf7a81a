import http from "node:http";

/**
 * This machine, as the various clients understand it: names and addresses, and the range of addresses in the two
 * ways to write it. Not `[::1]`: httpx, which JupyterLab has, fails on it.
 */
const LOOPBACK = ["localhost", "127.0.0.1", "127.0.0.0/8", "127.0.0.1-127.255.255.254", "::1", "0.0.0.0"];
const LOOPBACK_HOST = /^(?:127(?:\.\d+){3}|0\.0\.0\.0|localhost\.?|\[::1\])$/;

/**
 * Keeps requests to this machine away from the network's proxy, in this process and in all that it starts: the
 * practice API, JupyterLab and Redis are here, where no proxy finds them. What the variables hold already stays.
 *
 * @example
 * // HTTP_PROXY=http://proxy:3128
 * neverProxyLoopback(); // fetch("http://127.0.0.1:8000") goes there directly
 */
export function neverProxyLoopback() {
  const { env } = process;
  const { NO_PROXY, no_proxy } = env;
  // On Windows both are the same variable.
  env.NO_PROXY = withLoopback(NO_PROXY || no_proxy);
  env.no_proxy = withLoopback(no_proxy || NO_PROXY);
  if (!usesProxies()) return;
  // Node read them when it started; where it has not this function, `fetch` reads them again by itself.
  http.setGlobalProxyFromEnv?.();
  fetchLoopbackDirectly();
}

/** Of loopback, `fetch` and undici know only the hosts that are listed one by one. */
function fetchLoopbackDirectly() {
  const dispatcher = globalThis[Symbol.for("undici.globalDispatcher.1")];
  if (dispatcher?.constructor.name !== "EnvHttpProxyAgent") return;
  const direct = new dispatcher.constructor({ noProxy: "*" });
  const dispatch = dispatcher.dispatch.bind(dispatcher);
  dispatcher.dispatch = (options, handler) =>
    URL.canParse(options.origin) && LOOPBACK_HOST.test(new URL(options.origin).hostname)
      ? direct.dispatch(options, handler)
      : dispatch(options, handler);
}

/** A lone asterisk means every host, and only when it is alone. */
function withLoopback(value = "") {
  if (value.trim() === "*") return value;
  const kept = value.split(/[,\s]+/).filter(Boolean);
  return [...kept, ...LOOPBACK.filter((host) => !kept.includes(host))].join(",");
}

function usesProxies() {
  const { NODE_USE_ENV_PROXY, NODE_OPTIONS = "" } = process.env;
  return (
    NODE_USE_ENV_PROXY === "1" || [NODE_OPTIONS, ...process.execArgv].join(" ").includes("--use-env-proxy")
  );
}
