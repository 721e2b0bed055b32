/** Key set-up by three trustees: Belenios' own messages, our own ceremony, and every way to spoil it. */
import { describe, expect, it } from "vitest";

import { readBoard } from "../../src/ballot/board";
import { deriveKeys, newSeed, writeSigned } from "../../src/ballot/channel";
import { ed25519Group } from "../../src/ballot/group";
import { type Certificate, checkCertificates, readCertificate } from "../../src/ballot/pedersen";
import {
  collectShares,
  makeCertificate,
  makePolynomial,
  makeVoutput,
  type Polynomial,
  readPolynomial,
  readVoutput,
  recoverKey,
  thresholdParameters,
} from "../../src/ballot/setup";
import { electionKey, readTrustees } from "../../src/ballot/trustee";
import { type Json, readJson, writeJson } from "../../src/encoding";
import { browserRandomness } from "../../src/randomness";
import { Refused } from "../../src/refused";
import { bytesOf, fileOf, filesOf, type Name } from "../vectors";

const ceremony = { group: ed25519Group, size: 3, threshold: 2 };
const lines = (text: string) => text.trim().split("\n");
const read = (text: string) => readJson(text.trim());

describe.each(["ed25519-pedersen", "ed25519-threshold"] as const)("Belenios' messages in %s", (name: Name) => {
  const certificates = lines(fileOf(name, "certs.jsons")).map((line, i) =>
    readCertificate(ceremony, i + 1, read(line)),
  );
  const polynomials = lines(fileOf(name, "polynomials.jsons")).map((line, i) =>
    readPolynomial(ceremony, certificates, i + 1, read(line)),
  );
  const trustees = certificates.map(({ verification }, i) => {
    const keyFile = filesOf(name, ".key").find((file) =>
      deriveKeys(ed25519Group, fileOf(name, file).trim()).verification.equals(verification),
    ) as string;
    const voutput = fileOf(name, keyFile.replace(".key", ".voutput"));
    return {
      index: i + 1,
      seed: fileOf(name, keyFile).trim(),
      voutput: readVoutput(ceremony, certificates, polynomials, i + 1, read(voutput), "read"),
    };
  });

  it("opens every share and finds every decryption key", () => {
    for (const { index, seed, voutput } of trustees) {
      const key = collectShares(ceremony, certificates, polynomials, index, seed);
      expect(key).toBe(recoverKey(ceremony, seed, voutput));
    }
  });

  it("assembles the threshold parameters byte for byte", () => {
    const parameters = thresholdParameters(
      ceremony,
      certificates,
      polynomials,
      trustees.map(({ voutput }) => voutput),
    );
    expect(writeJson(parameters)).toBe(fileOf(name, "threshold.json").trim());
  });
});

describe("the newest board of Belenios, whose trustees signed their keys", () => {
  const folder = "ed25519-threshold-3.3";
  const setup = readBoard(bytesOf(folder, filesOf(folder, ".bel")[0] as string)).events[0]?.data as Record<
    string,
    string
  >;
  const text = setup["trustees"] as string;
  const entry = () => JSON.parse(text) as [["Pedersen", { verification_keys: Record<string, Json>[] }]];

  it("has trustees that hold and make its key", () => {
    const { public_key: key } = JSON.parse(setup["election"] as string) as Record<string, string>;
    expect(electionKey(ed25519Group, readTrustees(ed25519Group, text)).text()).toBe(key);
  });

  it("is spelled alike from the messages of its trustees", () => {
    const certificates = lines(fileOf(folder, "certs.jsons")).map((line, i) =>
      readCertificate(ceremony, i + 1, read(line)),
    );
    const polynomials = lines(fileOf(folder, "polynomials.jsons")).map((line, i) =>
      readPolynomial(ceremony, certificates, i + 1, read(line)),
    );
    const voutputs = certificates.map(({ signed }, i) => {
      const cert = filesOf(folder, ".cert").find(
        (file) => fileOf(folder, file).trim() === writeJson(writeSigned(signed)),
      ) as string;
      return readVoutput(
        ceremony,
        certificates,
        polynomials,
        i + 1,
        read(fileOf(folder, cert.replace(".cert", ".voutput"))),
      );
    });
    expect(writeJson([["Pedersen", thresholdParameters(ceremony, certificates, polynomials, voutputs)]])).toBe(text);
  });

  it("is refused when a signature is another's, altered or missing beside the others", () => {
    const spoiled = (change: (keys: Record<string, Json>[]) => void) => {
      const trustees = entry();
      change(trustees[0][1].verification_keys);
      return refusal(() => readTrustees(ed25519Group, writeJson(trustees as Json)));
    };
    const [first, second] = entry()[0][1].verification_keys as [Record<string, Json>, Record<string, Json>];
    expect(spoiled((keys) => (keys[1] = { ...second, signature: first["signature"] as Json }))).toEqual([
      "signature",
      2,
    ]);
    expect(spoiled((keys) => delete (keys[2] as Record<string, Json>)["signature"])).toEqual(["signature", 3]);
    expect(() => readTrustees(ed25519Group, writeJson([["Single", first]]))).toThrow(Refused);
  });
});

interface Rehearsal {
  seeds: string[];
  certificates: Certificate[];
  polynomials: Polynomial[];
  voutputs: string[];
}

function rehearse(): Rehearsal {
  const seeds = [1, 2, 3].map(() => newSeed(browserRandomness));
  const certificates = seeds.map((seed, i) =>
    readCertificate(ceremony, i + 1, read(makeCertificate(ceremony, i + 1, seed, browserRandomness))),
  );
  const polynomials = seeds.map((seed, i) =>
    readPolynomial(
      ceremony,
      certificates,
      i + 1,
      read(makePolynomial(ceremony, certificates, i + 1, seed, browserRandomness)),
    ),
  );
  const voutputs = seeds.map((seed, i) =>
    makeVoutput(ceremony, certificates, polynomials, i + 1, seed, browserRandomness),
  );
  return { seeds, certificates, polynomials, voutputs };
}

/** What was refused, and whose message it was. */
function refusal(attempt: () => unknown): [string, number | undefined] {
  try {
    attempt();
  } catch (error) {
    if (error instanceof Refused) return [error.reason, error.trustee];
    throw error;
  }
  throw new Error("nothing was refused");
}

/** The same message with one value replaced by another, found by its path. */
function altered(text: string, path: readonly (string | number)[], value: Json): Json {
  const message = JSON.parse(text) as Record<string | number, never>;
  const place = path.slice(0, -1).reduce<Record<string | number, never>>((at, key) => at[key] as never, message);
  place[path.at(-1) as string] = value as never;
  return message as Json;
}

describe("our own ceremony", () => {
  const { seeds, certificates, polynomials, voutputs } = rehearse();
  const published = () =>
    writeJson([
      [
        "Pedersen",
        thresholdParameters(
          ceremony,
          certificates,
          polynomials,
          voutputs.map((text, i) => readVoutput(ceremony, certificates, polynomials, i + 1, read(text))),
        ),
      ],
    ]);

  it("ends in trustees that anybody can check, and in keys that the seed file recovers", () => {
    const [entry] = readTrustees(ed25519Group, published());
    expect(entry?.threshold).toBe(2);
    expect(electionKey(ed25519Group, [entry as never]).equals(entry?.subKey as never)).toBe(true);
    seeds.forEach((seed, i) => {
      const voutput = readVoutput(ceremony, certificates, polynomials, i + 1, read(voutputs[i] as string));
      const key = recoverKey(ceremony, seed, voutput);
      expect(ed25519Group.generator.power(key).equals(entry?.keys[i] as never)).toBe(true);
    });
  });

  it("refuses a certificate made for another place, another threshold, or altered", () => {
    const second = makeCertificate(ceremony, 2, seeds[1] as string, browserRandomness);
    expect(refusal(() => readCertificate(ceremony, 3, read(second)))).toEqual(["certificate", 3]);
    expect(refusal(() => readCertificate({ ...ceremony, threshold: 3 }, 2, read(second)))).toEqual(["certificate", 2]);
    const broken = altered(second, ["signature", "response"], "1");
    expect(refusal(() => readCertificate(ceremony, 2, broken))).toEqual(["certificate", 2]);
  });

  it("refuses two trustees with the same keys, naming the second", () => {
    const twin = readCertificate(
      ceremony,
      3,
      read(makeCertificate(ceremony, 3, seeds[0] as string, browserRandomness)),
    );
    const repeated = [certificates[0], certificates[1], twin] as Certificate[];
    expect(refusal(() => checkCertificates(repeated))).toEqual(["certificate", 3]);
  });

  it("refuses a polynomial with a share too few, foreign commitments or a commitment too many", () => {
    const made = makePolynomial(ceremony, certificates, 1, seeds[0] as string, browserRandomness);
    const short = altered(made, ["secrets"], []);
    expect(refusal(() => readPolynomial(ceremony, certificates, 1, short))).toEqual(["share", 1]);
    expect(refusal(() => readPolynomial(ceremony, certificates, 2, read(made)))).toEqual(["signature", 2]);
    const wide = { ...ceremony, threshold: 3 };
    const tooMany = makePolynomial(wide, certificates, 1, seeds[0] as string, browserRandomness);
    expect(refusal(() => readPolynomial(ceremony, certificates, 1, read(tooMany)))).toEqual(["share", 1]);
  });

  it("refuses a share that does not fit its commitments, naming its sender", () => {
    const other = read(makePolynomial(ceremony, certificates, 2, seeds[1] as string, browserRandomness));
    const swapped = { ...(polynomials[1] as Polynomial), secrets: (other as { secrets: string[] }).secrets };
    const round = [polynomials[0], swapped, polynomials[2]] as Polynomial[];
    expect(refusal(() => collectShares(ceremony, certificates, round, 1, seeds[0] as string))).toEqual(["share", 2]);
  });

  it("refuses a share sealed for somebody else, or relayed from somebody else", () => {
    const [first, second, third] = polynomials as [Polynomial, Polynomial, Polynomial];
    const rerouted = { ...second, secrets: [...second.secrets].reverse() };
    const relayed = { ...second, secrets: third.secrets };
    const attempt = (replacement: Polynomial) => () =>
      collectShares(ceremony, certificates, [first, replacement, third], 1, seeds[0] as string);
    expect(refusal(attempt(rerouted))).toEqual(["unreadable", 2]);
    expect(refusal(attempt(relayed))).toEqual(["signature", 2]);
  });

  it("refuses a public key that does not follow from the commitments, and a key file of somebody else", () => {
    const third = read(voutputs[2] as string);
    expect(refusal(() => readVoutput(ceremony, certificates, polynomials, 2, third))).toEqual(["share", 2]);
    const unsigned = altered(voutputs[2] as string, ["public_key", "signature"], undefined as never);
    const plain = read(writeJson(unsigned));
    expect(refusal(() => readVoutput(ceremony, certificates, polynomials, 3, plain))).toEqual(["signature", 3]);
    expect(readVoutput(ceremony, certificates, polynomials, 3, plain, "read").publicKey.signature).toBe(undefined);
    const stolen = () => makeVoutput(ceremony, certificates, polynomials, 2, seeds[0] as string, browserRandomness);
    expect(refusal(stolen)[0]).toBe("certificate");
  });

  it("refuses published parameters with anything left out, repeated or exchanged", () => {
    const [[, parameters]] = JSON.parse(published()) as [["Pedersen", Record<string, Json[]>]];
    for (const list of ["coefexps", "signatures", "verification_keys"]) {
      const exchanged = { ...parameters, [list]: [...(parameters[list] as Json[])].reverse() };
      const missing = { ...parameters, [list]: (parameters[list] as Json[]).slice(1) };
      for (const spoiled of [exchanged, missing]) {
        expect(() => readTrustees(ed25519Group, writeJson([["Pedersen", spoiled as Json]]))).toThrow(Refused);
      }
    }
  });
});
