/** Debian's Chromium, driven over its own protocol. Where there is none, the journeys are skipped, saying so. */
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";

import { type Browser, chromium, type Page } from "playwright-core";

const executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium";

export const hasBrowser = existsSync(executablePath);
if (!hasBrowser) console.warn(`No ${executablePath}: the journeys in a real browser are skipped.`);

export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath, args: ["--no-sandbox"] });
}

export const PHONE = { width: 360, height: 740 };

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds wrong on the page as it stands, and whether anything sticks out sideways or is too small to touch. */
export async function faults(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { axe: engine } = window as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const { violations } = await engine.run();
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
    if (document.documentElement.scrollWidth > window.innerWidth) found.push("the page scrolls sideways");
    for (const target of document.querySelectorAll("main button, main label:has(input), main input:not([type])")) {
      const { height } = target.getBoundingClientRect();
      if (height < 44) found.push(`only ${height} px high: ${target.outerHTML}`);
    }
    return found;
  });
}
