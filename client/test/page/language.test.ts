import { describe, expect, it } from "vitest";

import { dayAndTime, endOf } from "../../src/page/language";

describe("the end of a time to answer", () => {
  it("is 24:00 of the last day when it is midnight", () => {
    expect(endOf("2026-07-26T00:00:00+08:00", "zh")).toBe("2026年7月25日 24:00");
    expect(endOf("2026-07-26T00:00:00+08:00", "en")).toMatch(/^25 July 2026.*24:00$/);
  });

  it("is the moment itself at any other time", () => {
    for (const moment of ["2026-07-25T18:00:00+08:00", "2026-07-26T00:01:00+08:00", "2026-07-25T23:59:00+08:00"])
      expect(endOf(moment, "zh")).toBe(dayAndTime(moment, "zh"));
  });
});
