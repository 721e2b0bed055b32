/** Talking to the server that served the page: without cookies, with patience. */
import { type Randomness } from "../randomness";

/** The server answered, and its answer is no. */
export class Declined extends Error {
  constructor(
    readonly status: number,
    /** The server's own word for it, such as `closed`; `unknown` if it gave none. */
    readonly code: string,
    readonly sentence: string,
  ) {
    super(`${status} ${code}`);
    this.name = "Declined";
  }
}

/** There was no answer that could be understood: no network, a proxy in the way, a server that is down or busy. */
export class Unreachable extends Error {
  constructor(cause: unknown) {
    super("the server could not be reached", { cause });
    this.name = "Unreachable";
  }
}

const TIMEOUT = 30_000;
const LONGEST_PAUSE = 30_000;
const PASSING = new Set([408, 425, 429]);

/** One request; nothing that identifies the browser is sent along. Throws Declined or Unreachable. */
export async function ask(path: string, init: RequestInit = {}, patience = TIMEOUT): Promise<Response> {
  let response: Response;
  // Older browsers lack AbortSignal.timeout; that must not look like a broken network.
  const limit = new AbortController();
  const alarm = setTimeout(() => limit.abort(), patience);
  try {
    response = await fetch(path, {
      credentials: "omit",
      referrerPolicy: "no-referrer",
      cache: "no-store",
      redirect: "error",
      signal: limit.signal,
      ...init,
    });
  } catch (error) {
    throw new Unreachable(error);
  } finally {
    clearTimeout(alarm);
  }
  if (response.ok) return response;
  if (response.status >= 500 || PASSING.has(response.status)) throw new Unreachable(response.status);
  const told = await response.json().catch(() => ({}));
  throw new Declined(response.status, String(told.error ?? "unknown"), String(told.sentence ?? ""));
}

/** GET a JSON document. Throws Declined or Unreachable. */
export async function askJson<T>(path: string, init: RequestInit = {}): Promise<T> {
  const response = await ask(path, init);
  try {
    return (await response.json()) as T;
  } catch (error) {
    throw new Unreachable(error);
  }
}

/** GET a text exactly as the server keeps it. Throws Declined or Unreachable. */
export async function askText(path: string): Promise<string> {
  const response = await ask(path);
  try {
    return await response.text();
  } catch (error) {
    throw new Unreachable(error);
  }
}

/**
 * Repeat an idempotent request until the server answers, waiting longer each time but no longer than half a minute;
 * `waiting` is told before every pause and may cut it short by calling what it is given.
 */
export async function persist<T>(
  attempt: () => Promise<T>,
  random: Randomness,
  waiting: (seconds: number, now: () => void) => void,
): Promise<T> {
  for (let pause = 1000; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
    }
    // Phones that lost the same network must not all come back in the same second.
    const jittered = (pause * (128 + (random(1)[0] as number))) / 256;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, jittered);
      const now = () => {
        clearTimeout(timer);
        resolve();
      };
      window.addEventListener("online", now, { once: true });
      waiting(Math.ceil(jittered / 1000), now);
    });
  }
}
