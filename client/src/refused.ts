/** Why something was refused. The code chooses the sentence a person reads; `detail` is for the record. */
export type Reason =
  | "not-canonical"
  | "not-in-group"
  | "number"
  | "shape"
  | "election"
  | "code"
  | "choice"
  | "foreign-election"
  | "unlisted-credential"
  | "signature"
  | "individual-proof"
  | "overall-proof"
  | "out-of-order"
  | "repeated"
  | "certificate"
  | "key-proof"
  | "share"
  | "recipient"
  | "unreadable"
  | "keyfile"
  | "decryption-proof"
  | "too-few-shares"
  | "tally"
  | "no-result"
  | "board";

/** The one exception of the kernel: an input that the protocol forbids. */
export class Refused extends Error {
  constructor(
    readonly reason: Reason,
    readonly detail: string,
    /** Whose message was refused, counted from 1; absent when it is nobody's in particular. */
    readonly trustee?: number,
  ) {
    super(trustee === undefined ? `${reason}: ${detail}` : `trustee ${trustee}, ${reason}: ${detail}`);
    this.name = "Refused";
  }
}

/** Throw Refused unless the claim holds. */
export function demand(claim: boolean, reason: Reason, detail: string): asserts claim {
  if (!claim) throw new Refused(reason, detail);
}

/** Run a check of one trustee's message; whatever is refused in it names that trustee. */
export function blaming<T>(trustee: number, check: () => T): T {
  try {
    return check();
  } catch (error) {
    if (error instanceof Refused) throw new Refused(error.reason, error.detail, trustee);
    throw error;
  }
}
