/** A board whose chain is right but whose claims are not must be refused for what is wrong in it. */
import { describe, expect, it } from "vitest";

import { type BoardEvent, readBoard } from "../../src/ballot/board";
import { afterEvent, type Box, checkBoxInSteps, openBox } from "../../src/ballot/box";
import { sha256Hex } from "../../src/encoding";
import { Refused } from "../../src/refused";
import { bytesOf, filesOf } from "../vectors";

const name = "ed25519-pedersen";
const genuine = readBoard(bytesOf(name, filesOf(name, ".bel")[0] as string));

type Data = { [key: string]: string };

/** The box after each event of the genuine board. */
const boxes = [...checkBoxInSteps(genuine)];

/** Why the box refuses the event at this height once its data are changed. */
function refusal(height: number, change: (data: Data) => void): [string, number | undefined] {
  const event = genuine.events[height] as BoardEvent;
  const data = { ...event.data };
  change(data);
  return attempt(() =>
    height === 0 ? openBox({ ...event, data }) : afterEvent(boxes[height - 1] as Box, { ...event, data }),
  );
}

function attempt(check: () => unknown): [string, number | undefined] {
  try {
    check();
  } catch (error) {
    if (error instanceof Refused) return [error.reason, error.trustee];
    throw error;
  }
  return ["accepted", undefined];
}

describe("a box", () => {
  const first = genuine.events[1]?.data["whole"] as string;
  const [setup, tally, share, result] = [0, 10, 11, 13];

  it("is refused with another key in its election", () => {
    const foreign = (data: Data) => {
      const key = (JSON.parse(data["election"] as string) as Record<string, string>)["public_key"] as string;
      const other = /"alpha":"(\w+)"/.exec(first)?.[1] as string;
      data["election"] = data["election"]?.replace(key, other) as string;
    };
    expect(refusal(setup, foreign)).toEqual(["election", undefined]);
  });

  it("is refused with the same ballot twice", () => {
    expect(refusal(2, (data) => (data["whole"] = first))).toEqual(["board", undefined]);
  });

  it("is refused with another sum, or another number of ballots", () => {
    const moved = (data: Data) => {
      data["encrypted_tally"] = JSON.stringify((JSON.parse(data["encrypted_tally"] as string) as []).reverse());
      data["whole"] = `{"num_tallied":6,"total_weight":6,"encrypted_tally":"${sha256Hex(data["encrypted_tally"])}"}`;
    };
    const miscounted = (data: Data) => (data["whole"] = data["whole"]?.replaceAll("6,", "7,") as string);
    expect(refusal(tally, moved)).toEqual(["tally", undefined]);
    expect(refusal(tally, miscounted)).toEqual(["tally", undefined]);
  });

  it("is refused with a share of somebody else, naming who it claims to be from", () => {
    const claimed = (data: Data) => (data["whole"] = data["whole"]?.replace('"owner":1', '"owner":2') as string);
    expect(refusal(share, claimed)).toEqual(["decryption-proof", 2]);
    const unknown = (data: Data) => (data["whole"] = data["whole"]?.replace('"owner":1', '"owner":4') as string);
    expect(refusal(share, unknown)).toEqual(["tally", undefined]);
  });

  it("is refused with a result off by one", () => {
    const shifted = (data: Data) => (data["whole"] = data["whole"]?.replace("[[2,1", "[[1,2") as string);
    expect(refusal(result, shifted)).toEqual(["no-result", undefined]);
  });

  it("is refused with too few shares", () => {
    const closed = boxes[tally] as Box;
    const one = afterEvent(closed, genuine.events[12] as BoardEvent);
    expect(attempt(() => afterEvent(one, genuine.events[result] as BoardEvent))).toEqual(["too-few-shares", undefined]);
  });
});
