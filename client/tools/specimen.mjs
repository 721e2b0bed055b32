/** Writes vectors/client: whole boxes made by the client, with everything secret laid open (test/specimen.ts). */
import { mkdirSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";

import { build } from "esbuild";

const client = resolve(import.meta.dirname, "..");
const { outputFiles } = await build({
  entryPoints: [resolve(client, "test/specimen.ts")],
  bundle: true,
  platform: "node",
  format: "esm",
  write: false,
});
let printed = "";
const log = console.log;
console.log = (text) => (printed += text);
await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString("base64")}`);
console.log = log;
for (const [name, { uuid, board, secrets, result }] of Object.entries(JSON.parse(printed))) {
  const folder = resolve(client, "../vectors/client", name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(resolve(folder, `${uuid}.bel`), Buffer.from(board, "base64"));
  writeFileSync(resolve(folder, "secrets.json"), `${JSON.stringify({ ...secrets, result }, null, 1)}\n`);
}
