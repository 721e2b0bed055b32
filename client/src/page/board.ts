/** Where everybody finds a box's public board. */
import { ask } from "./transport";

/** The address of a box's board. */
export function boardAddress(uuid: string): string {
  return `/boards/${encodeURIComponent(uuid)}.bel`;
}

const PATIENCE = 600_000;

/** A whole board: whoever downloads all of it does not tell the server what they look for in it. */
export async function downloadBoard(uuid: string): Promise<Uint8Array> {
  const response = await ask(boardAddress(uuid), {}, PATIENCE);
  return new Uint8Array(await response.arrayBuffer());
}
