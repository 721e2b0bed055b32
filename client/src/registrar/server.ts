/** The bureau's side of the server (docs/protocol/endpoints.md, Registrar). It is told public credentials and nothing more. */
import type { Bilingual } from "../page/language";
import { ask, askJson, askText, Declined } from "../page/transport";

export interface Box {
  readonly uuid: string;
  readonly unit: string;
  readonly stratum: string;
  readonly unit_name: Bilingual;
  readonly stratum_name: Bilingual;
  readonly invited: number;
  readonly published: boolean;
}

export interface Survey {
  readonly group: string;
  /** The booth's address, up to the #. */
  readonly address: string;
  readonly opens: string;
  readonly closes: string;
  readonly title: Bilingual;
  readonly issuer: Bilingual;
  readonly organiser: Bilingual;
  /** SHA-256 of the booth's script. */
  readonly bundle: string;
  readonly trustees: number;
  readonly threshold: number;
  readonly boxes: readonly Box[];
}

export interface Member {
  readonly ref: string;
  readonly name: string;
  readonly address: string;
}

export interface Place {
  readonly base: string;
  readonly csrf: string;
}

/** As many credentials as one request may carry, in characters; the server takes 2 MB. */
const LARGEST = 1_500_000;
const SIGNED_IN: RequestInit = { credentials: "same-origin" };

/** The boxes of the survey. */
export function readSurvey({ base }: Place): Promise<Survey> {
  return askJson<Survey>(`${base}boxes.json`, SIGNED_IN);
}

/** Who was drawn for a box, in the order of the draw. The request names unit and stratum, never a person. */
export async function readMembers({ base }: Place, { unit, stratum }: Box): Promise<readonly Member[]> {
  const path = `${base}members/${encodeURIComponent(unit)}/${encodeURIComponent(stratum)}.json`;
  return (await askJson<{ members: readonly Member[] }>(path, SIGNED_IN)).members;
}

/** Publish the credentials of boxes, in as few requests as fit; a request whose answer was lost may be repeated. */
export async function publish(
  place: Place,
  lists: ReadonlyMap<string, readonly string[]>,
  progress: (done: number) => void,
): Promise<void> {
  let done = 0;
  for (const batch of batches(lists)) {
    progress(done);
    try {
      await post(place, batch);
    } catch (error) {
      const lost = error instanceof Declined && error.code === "wrong-step" && (await arePublished(batch));
      if (!lost) throw error;
    }
    done += batch.size;
  }
}

function post({ base, csrf }: Place, batch: ReadonlyMap<string, readonly string[]>): Promise<Response> {
  return ask(`${base}credentials`, {
    ...SIGNED_IN,
    method: "POST",
    headers: { "content-type": "application/json", "x-csrftoken": csrf },
    body: JSON.stringify(Object.fromEntries(batch)),
  });
}

/** Whether the public lists are exactly ours: then the first answer was lost on its way, and all is well. */
async function arePublished(batch: ReadonlyMap<string, readonly string[]>): Promise<boolean> {
  for (const [uuid, list] of batch) {
    if ((await askText(`/vote/${uuid}/credentials.json`)) !== JSON.stringify(list)) return false;
  }
  return true;
}

/** Groups of boxes, each small enough for one request. */
export function batches(lists: ReadonlyMap<string, readonly string[]>): Map<string, readonly string[]>[] {
  const groups: Map<string, readonly string[]>[] = [];
  let size = LARGEST;
  for (const [uuid, list] of lists) {
    const length = JSON.stringify(list).length;
    if (size + length > LARGEST) {
      groups.push(new Map());
      size = 0;
    }
    groups.at(-1)?.set(uuid, list);
    size += length;
  }
  return groups;
}
