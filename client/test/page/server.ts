/** A server for the tests' browser: the house's style sheets and bundles, a strict content policy, and given routes. */
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: string;
  readonly headers: IncomingMessage["headers"];
}

export interface Answer {
  readonly status?: number;
  readonly json?: unknown;
  readonly text?: string;
  readonly bytes?: Uint8Array;
  readonly html?: string;
  /** Hang up instead of answering, as a failing network does. */
  readonly hangUp?: boolean;
}

const source = resolve(import.meta.dirname, "../../../src/pingyi");
const TYPES: { readonly [ending: string]: string } = { js: "text/javascript", css: "text/css" };

export class FakeServer {
  readonly asked: Asked[] = [];
  private server: Server | undefined;

  constructor(private readonly route: (asked: Asked) => Answer) {}

  async start(): Promise<string> {
    const server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const asked = {
        method: request.method ?? "",
        path: request.url ?? "",
        body: Buffer.concat(chunks).toString("utf8"),
        headers: request.headers,
      };
      this.asked.push(asked);
      const answer = statics(asked.path) ?? this.route(asked);
      if (answer.hangUp) return void response.destroy();
      const ending = asked.path.split(".").at(-1) ?? "";
      const type = answer.html ? "text/html; charset=utf-8" : (TYPES[ending] ?? "application/json");
      response.writeHead(answer.status ?? 200, {
        "content-type": type,
        "content-security-policy": "default-src 'self'",
      });
      response.end(answer.html ?? answer.bytes ?? answer.text ?? JSON.stringify(answer.json ?? {}));
    });
    this.server = server;
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.server?.closeAllConnections();
    this.server?.close();
  }
}

/** A page as the server renders it: the house's look, one host element, one bundle. */
export function page(desk: string, bundle: string, host: string, language = "zh-Hans"): string {
  return `<!doctype html><html lang="${language}" data-bs-theme="light"><head><meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1"><title>Pingyi</title><link rel="icon" href="data:,">
    <link rel="stylesheet" href="/static/ui/static/ui/vendor/tabler.min.css"><link rel="stylesheet" href="/static/ui/static/ui/ui.css">
    <link rel="stylesheet" href="/static/desks/${desk}/static/${desk}/${bundle}.css"></head>
    <body><main class="page-body"><div class="container-xl"><h1 class="page-title">评议</h1>${host}</div></main>
    <script src="/static/desks/${desk}/static/${desk}/${bundle}.js" defer></script></body></html>`;
}

function statics(path: string): Answer | undefined {
  if (!path.startsWith("/static/")) return undefined;
  return { bytes: readFileSync(join(source, path.slice("/static/".length))) };
}
