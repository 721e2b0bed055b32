/** A custodian's key file: an age identity, sealed with a passphrase as an armored age file. Any age program opens it. */
import { armor, Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from "age-encryption";

import { asRecord, asText, readJson, writeJson } from "../encoding";
import { demand, Refused } from "../refused";

export { SHORTEST_PASSPHRASE } from "../trustee/keyfile";

/** A new key, as the file to keep; takes about a second, on purpose. */
export async function makeKeyFile(passphrase: string): Promise<string> {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  const identity = await generateX25519Identity();
  return armor.encode(await encrypter.encrypt(writeJson({ version: 1, identity })));
}

/** The identity in a key file. Throws Refused("unreadable") or Refused("keyfile"). */
export async function openKeyFile(text: string, passphrase: string): Promise<string> {
  let plain: string;
  try {
    const decrypter = new Decrypter();
    decrypter.addPassphrase(passphrase);
    plain = await decrypter.decrypt(armor.decode(text), "text");
  } catch {
    throw new Refused("unreadable", "the passphrase is wrong, or the file is damaged or not a key file");
  }
  try {
    const record = asRecord(readJson(plain), ["version", "identity"], "the key file");
    demand(record["version"] === 1, "keyfile", "only version 1 of the key file is read here");
    const identity = asText(record["identity"], "the identity");
    await identityToRecipient(identity);
    return identity;
  } catch (error) {
    throw new Refused("keyfile", error instanceof Refused ? error.detail : "the file is not a key file");
  }
}

export { identityToRecipient };
