/**
 * A trustee's key file: the seed of its keys, sealed with a passphrase as an armored age file (Protocol keyfile). It is
 * the only form in which anything private leaves the browser. Any age program opens it.
 */
import { armor, Decrypter, Encrypter } from "age-encryption";

import { BASE58 } from "../ballot/credential";
import { type Group, groupNamed } from "../ballot/group";
import type { Ceremony } from "../ballot/pedersen";
import { asCount, asRecord, asText, readJson, writeJson } from "../encoding";
import { demand, Refused } from "../refused";

/** What a key file holds. */
export interface KeyFile {
  readonly ceremony: string;
  readonly group: Group;
  readonly size: number;
  readonly threshold: number;
  readonly index: number;
  readonly seed: string;
}

const KEYS = ["version", "ceremony", "group", "size", "threshold", "index", "seed"] as const;
export const SHORTEST_PASSPHRASE = 12;

/** The key file as text, ready to be saved; takes about a second, on purpose. */
export async function sealKeyFile(file: KeyFile, passphrase: string): Promise<string> {
  demand(passphrase.length >= SHORTEST_PASSPHRASE, "keyfile", "the passphrase is too short");
  const { ceremony, group, size, threshold, index, seed } = file;
  const plain = writeJson({ version: 1, ceremony, group: group.name, size, threshold, index, seed });
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  return armor.encode(await encrypter.encrypt(plain));
}

/**
 * Open a key file. Throws Refused("unreadable") for a wrong passphrase or a damaged file, Refused("keyfile") for a file
 * that is something else.
 */
export async function openKeyFile(text: string, passphrase: string): Promise<KeyFile> {
  let plain: string;
  try {
    const decrypter = new Decrypter();
    decrypter.addPassphrase(passphrase);
    plain = await decrypter.decrypt(armor.decode(text), "text");
  } catch {
    throw new Refused("unreadable", "the passphrase is wrong, or the file is damaged or not a key file");
  }
  try {
    const record = asRecord(readJson(plain), KEYS, "the key file");
    const seed = asText(record["seed"], "the seed");
    demand(record["version"] === 1, "keyfile", "only version 1 of the key file is read here");
    demand(new RegExp(`^[${BASE58}]{22}$`).test(seed), "keyfile", "a seed has 22 Base58 letters");
    return {
      ceremony: asText(record["ceremony"], "the ceremony"),
      group: groupNamed(asText(record["group"], "the group")),
      size: asCount(record["size"], "the size", 1),
      threshold: asCount(record["threshold"], "the threshold", 1),
      index: asCount(record["index"], "the index", 1),
      seed,
    };
  } catch (error) {
    throw new Refused("keyfile", error instanceof Refused ? error.detail : "the file is not a key file");
  }
}

/** Refuse a key file made for another ceremony, or for another trustee of this one. */
export function demandOwn(file: KeyFile, ceremony: string, { group, size, threshold }: Ceremony, index: number): void {
  const same = file.group === group && file.size === size && file.threshold === threshold;
  demand(file.ceremony === ceremony && same, "keyfile", "this key file belongs to another key set-up");
  demand(file.index === index, "keyfile", `this is the key file of trustee ${file.index}`);
}
