/**
 * What one respondent has done so far, kept in this tab only: it survives a reload or a discarded tab, and ends with
 * the tab. Once a ballot is acknowledged, the answers are forgotten.
 */
export interface Session {
  readonly uuid: string;
  readonly code: string;
  /** The answer ticked per question, from 0; undefined where none is. */
  readonly ticks: readonly (number | undefined)[];
  /** A sealed ballot that the box has not acknowledged yet. */
  readonly unsent?: { readonly text: string; readonly tracker: string };
  /** The last ballot that the box acknowledged. */
  readonly tracker?: string;
}

const KEY = "pingyi-booth";

/** Keep the session for this tab; a browser that forbids storage still works until it is reloaded. */
export function keep(session: Session): void {
  attempt(() => sessionStorage.setItem(KEY, JSON.stringify(session)));
}

/** The session of this tab, if there is one. */
export function kept(): Session | undefined {
  return attempt(() => JSON.parse(sessionStorage.getItem(KEY) ?? "null") as Session | null) ?? undefined;
}

/** Whether this browser keeps anything over a reload; some forbid it, in private windows or inside an app. */
export function keeps(): boolean {
  const probe = `${KEY}-probe`;
  return (
    attempt(() => {
      sessionStorage.setItem(probe, "");
      sessionStorage.removeItem(probe);
      return true;
    }) ?? false
  );
}

/** Leave nothing behind. */
export function forget(): void {
  attempt(() => sessionStorage.removeItem(KEY));
}

function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
