/** Addresses as messengers and scanners leave them. */
import { describe, expect, it } from "vitest";

import { readAddress } from "../../src/booth/address";

const uuid = "9AbCdEfGh1JkMn";
const code = "aaaaa-bbbbbb-ccccc-dddddd";
const read = (address: string) => {
  const { pathname, search, hash } = new URL(address, "https://pingyi.example");
  return readAddress({ pathname, search, hash }, "/vote/");
};

describe("an address", () => {
  it.each([
    `/vote/#${uuid}.${code}`,
    `/vote/#${uuid}.${code}#wechat_redirect`,
    `/vote/?from=singlemessage&isappinstalled=0#${uuid}.${code}`,
    `/vote/#%23${uuid}%2E${code}%E3%80%82`,
    `/vote/#/${uuid}.${code}`,
    `/vote/#${uuid}.${code}?x=1&y=2`,
  ])("keeps the code in the browser: %s", (address) => {
    expect(read(address)).toEqual({ uuid, code });
  });

  it.each([
    `/vote/%23${uuid}.${code}`,
    `/vote/%2523${uuid}.${code}`,
    `/vote%23${uuid}.${code}`,
    `/vote/%EF%BC%83${uuid}.${code}`,
    `/vote/%23${uuid}.${code}/`,
    `/vote/%23${uuid}.${code}?from=timeline`,
    `/vote/%23${uuid}.${code}&nsukey=a%2Fb`,
    `/vote/%23${uuid}.${code}#rd`,
    `/vote/${uuid}.${code}`,
    `/vote/?from=x%23${uuid}.${code}`,
  ])("has told the server the code: %s", (address) => {
    expect(read(address)).toEqual({ uuid, code, told: true });
  });

  it.each([`/vote/#${uuid}`, `/vote/%23${uuid}`, `/vote/#${uuid}.`])("names the box alone: %s", (address) => {
    expect(read(address)).toEqual({ uuid });
  });

  it.each(["/vote/", "/vote", "/vote/#", "/vote/%23", "/vote/?from=singlemessage", "/vote/?utm=a.b", "/vote/%A3%C0"])(
    "has lost everything: %s",
    (address) => {
      expect(read(address)).toEqual({});
    },
  );
});
