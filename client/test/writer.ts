/** Writes boards for tests (Protocol board), so that elections of our own can be closed, tallied and opened. */
import type { Election } from "../src/ballot/form";
import { type Ballot } from "../src/ballot/seal";
import { encryptedTally, lastBallots, writeEncryptedTally } from "../src/ballot/tally";
import { sha256Hex, writeJson } from "../src/encoding";

export class BoardWriter {
  private readonly parts: Buffer[] = [];
  private parent: string | undefined;
  private height = 0;

  constructor() {
    this.member("BELENIOS", writeJson({ version: 1, timestamp: "1795432032" }));
  }

  setUp(election: Election, trustees: string, credentials: string): void {
    const [form, keys, list] = [election.text, trustees, credentials].map((text) => this.data(text));
    this.event("Setup", writeJson({ election: form as string, trustees: keys as string, credentials: list as string }));
  }

  ballot(ballot: Ballot): void {
    this.event("Ballot", ballot.text);
  }

  close(election: Election, ballots: readonly Ballot[]): void {
    this.event("EndBallots");
    const hash = this.data(writeEncryptedTally(encryptedTally(election, ballots)));
    const count = lastBallots(ballots).length;
    this.event("EncryptedTally", writeJson({ num_tallied: count, total_weight: count, encrypted_tally: hash }));
  }

  share(owner: number, text: string): void {
    this.event("PartialDecryption", writeJson({ owner, payload: this.data(text) }));
  }

  result(result: readonly (readonly number[])[]): void {
    this.event("Result", writeJson({ result }));
  }

  bytes(): Uint8Array {
    return new Uint8Array(Buffer.concat(this.parts));
  }

  private data(text: string): string {
    const hash = sha256Hex(text);
    this.member(`${hash}.data.json`, text);
    return hash;
  }

  private event(type: string, payload?: string): void {
    const hash = payload === undefined ? undefined : this.data(payload);
    const parent = this.parent === undefined ? {} : { parent: this.parent };
    const text = writeJson({ ...parent, height: this.height, type, ...(hash === undefined ? {} : { payload: hash }) });
    this.parent = sha256Hex(text);
    this.height += 1;
    this.member(`${this.parent}.event.json`, text);
  }

  private member(name: string, text: string): void {
    const content = Buffer.from(text, "utf8");
    const header = Buffer.alloc(512);
    header.write(name, 0);
    header.write("0000644\x000000000\x000000000\0", 100, "latin1");
    header.write(`${content.length.toString(8).padStart(11, "0")}\x00`, 124, "latin1");
    header.write("15301017140\0        0", 136, "latin1");
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
    this.parts.push(header, content, Buffer.alloc((512 - (content.length % 512)) % 512));
  }
}
