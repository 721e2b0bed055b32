/**
 * Bundle every page script into its desk's static folder: one self-contained file each, so that one digest names all
 * that runs. `--check` compares instead of writing. The bytes depend on the sources and package-lock.json alone.
 */
import { existsSync, readFileSync, writeFileSync, mkdirSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";

import { build } from "esbuild";

const client = resolve(import.meta.dirname, "..");
const desks = resolve(client, "../src/pingyi/desks");
const BUNDLES = {
  "booth/booth.ts": "booth/static/booth/booth.js",
  "registrar/registrar.ts": "survey/static/survey/registrar.js",
  "recount/recount.ts": "public/static/public/recount.js",
  "trustee/trustee.ts": "keys/static/keys/trustee.js",
  "upload/upload.ts": "files/static/files/upload.js",
  "vault/custodian.ts": "custodian/static/custodian/custodian.js",
  "vault/sealing.ts": "../ui/static/ui/sealing.js",
  "voices/exhibits.ts": "voices/static/voices/exhibits.js",
  "voices/voices.ts": "voices/static/voices/voices.js",
};

/** The oldest browsers that are promised (docs/deploy.md, Browsers); test/oldest.test.ts holds the bundles to them. */
const OLDEST = ["es2020", "chrome80", "safari14.1", "firefox78"];

const check = process.argv.includes("--check");
const stale = [];
for (const [entry, bundle] of Object.entries(BUNDLES)) {
  const target = resolve(desks, bundle);
  const bytes = await bundled(resolve(client, "src", entry));
  const same = existsSync(target) && readFileSync(target).equals(bytes);
  if (!same && check) stale.push(relative(process.cwd(), target));
  if (!same && !check) {
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, bytes);
  }
}
if (stale.length > 0) {
  console.error(`These bundles do not come from these sources; run make client: ${stale.join(" ")}`);
  process.exit(1);
}

async function bundled(entry) {
  const { outputFiles } = await build({
    absWorkingDir: client,
    entryPoints: [entry],
    bundle: true,
    minify: true,
    format: "iife",
    target: OLDEST,
    inject: [resolve(client, "src/older.ts")],
    charset: "utf8",
    legalComments: "inline",
    write: false,
    outdir: client,
  });
  return Buffer.from(outputFiles[0].contents);
}
