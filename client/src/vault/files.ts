/**
 * Files sealed for the custodians (Protocol vault §7): each is an age file to one key of their own, and that key lies with
 * their names in an envelope. So the custodians hand on an envelope, never the files.
 */
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from "age-encryption";

import { Refused } from "../refused";
import { type Contents, seal } from "./sealed";

const LONGEST_NAME = 100;

/** What is sent: the sealed files, and the envelope with the key to them. */
export interface SealedFiles {
  readonly files: readonly Uint8Array<ArrayBuffer>[];
  readonly envelope: string;
}

/** Seal files, as they are, to those whose recipients these are, the first one's layer innermost. */
export async function originals(files: readonly File[], recipients: readonly string[]): Promise<SealedFiles> {
  const key = await generateX25519Identity();
  const recipient = await identityToRecipient(key);
  const sealed: Uint8Array<ArrayBuffer>[] = [];
  for (const file of files) {
    const encrypter = new Encrypter();
    encrypter.addRecipient(recipient);
    sealed.push(new Uint8Array(await encrypter.encrypt(new Uint8Array(await file.arrayBuffer()))));
  }
  const names = files.map((file) => file.name.replace(/\n/g, " ").slice(-LONGEST_NAME)).join("\n");
  return { files: sealed, envelope: await seal({ key, names }, recipients) };
}

/** The names of the files to which an envelope holds the key; none for an identity. */
export function namesIn(contents: Contents): readonly string[] {
  return contents["key"] === undefined ? [] : (contents["names"] ?? "").split("\n");
}

/** A file as it was. Throws Refused("unreadable") for another key's. */
export async function unsealed(data: Uint8Array, contents: Contents): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const decrypter = new Decrypter();
    decrypter.addIdentity(contents["key"] ?? "");
    return new Uint8Array(await decrypter.decrypt(data));
  } catch {
    throw new Refused("unreadable", "this key does not open the file, or it was changed");
  }
}
