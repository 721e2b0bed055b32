/**
 * The two groups a box may use, behind one small interface (Protocol group). Elements are immutable; `power` takes any integer
 * (reduced modulo the order). Mixing elements of two groups is a programming error.
 */
import { ed25519 } from "@noble/curves/ed25519.js";
import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";

import { demand, Refused } from "../refused";

export interface Element {
  times(other: Element): Element;
  over(other: Element): Element;
  power(exponent: bigint): Element;
  /** The same as `power`, faster, for exponents and elements that everybody may know: its time depends on them. */
  powerInPublic(exponent: bigint): Element;
  equals(other: Element): boolean;
  isIdentity(): boolean;
  /** The same element, with a table that makes every later `power` several times faster. */
  prepared(): Element;
  /** The element's only spelling in messages and hashes. */
  text(): string;
}

export type GroupName = "Ed25519" | "BELENIOS-2048";

export interface Group {
  readonly name: GroupName;
  readonly order: bigint;
  readonly generator: Element;
  readonly identity: Element;
  /**
   * Read an element received from outside: canonical spelling, member of the prime-order subgroup, not the identity
   * unless the arithmetic can legitimately produce it (an empty tally). Throws Refused("not-in-group").
   */
  read(text: string, identity?: "identity allowed"): Element;
}

/** The group of that name. Throws Refused("election") for any other. */
export function groupNamed(name: string): Group {
  switch (name) {
    case "Ed25519":
      return ed25519Group;
    case "BELENIOS-2048":
      return belenios2048Group;
    default:
      throw new Refused("election", `the group ${name} is not one of ours`);
  }
}

/** base₁^exponent₁ · base₂^exponent₂ …, of public values. */
export function product(factors: readonly (readonly [Element, bigint])[]): Element {
  return factors.map(([base, exponent]) => base.powerInPublic(exponent)).reduce((left, right) => left.times(right));
}

/** The remainder in [0, order), also for negative numbers. */
export function modulo(number: bigint, order: bigint): bigint {
  const remainder = number % order;
  return remainder < 0n ? remainder + order : remainder;
}

const Point = ed25519.Point;
type Point = InstanceType<typeof Point>;
const CURVE_ORDER = Point.Fn.ORDER;
const TABLE_BITS = 8;
const STEP_BITS = 4n;
const STEPS = 64;

/** The prime-order subgroup of edwards25519, spelled as Belenios spells it: big-endian hex, the sign of x on top. */
class EdwardsElement implements Element {
  private spelling: string | undefined;
  private ladder: Point[] | undefined;
  private hasTable = false;

  constructor(private readonly point: Point) {}

  times(other: Element): Element {
    return new EdwardsElement(this.point.add((other as EdwardsElement).point));
  }

  over(other: Element): Element {
    return new EdwardsElement(this.point.subtract((other as EdwardsElement).point));
  }

  power(exponent: bigint): Element {
    const scalar = modulo(exponent, CURVE_ORDER);
    return new EdwardsElement(scalar === 0n ? Point.ZERO : this.point.multiply(scalar));
  }

  /**
   * Whoever checks a ballot raises the same element three times (to the order, to see that it is in the subgroup, and
   * in two branches of a proof): the doublings are done once, and every power is a sum over their buckets.
   */
  powerInPublic(exponent: bigint): Element {
    const scalar = modulo(exponent, CURVE_ORDER);
    if (this.hasTable) return this.power(scalar);
    return new EdwardsElement(this.climb(scalar));
  }

  isInSubgroup(): boolean {
    return this.climb(CURVE_ORDER).is0();
  }

  equals(other: Element): boolean {
    return this.point.equals((other as EdwardsElement).point);
  }

  isIdentity(): boolean {
    return this.point.is0();
  }

  prepared(): Element {
    this.point.precompute(TABLE_BITS, false);
    this.hasTable = true;
    return this;
  }

  text(): string {
    this.spelling ??= bytesToHex(this.point.toBytes().reverse());
    return this.spelling;
  }

  /** scalar · point, the scalar not reduced: Σ digit · 16^i · point, summed bucket by bucket. */
  private climb(scalar: bigint): Point {
    this.ladder ??= rungs(this.point);
    const buckets: (Point | undefined)[] = [];
    for (const [i, rung] of this.ladder.entries()) {
      const digit = Number((scalar >> (STEP_BITS * BigInt(i))) & 15n);
      buckets[digit] = buckets[digit]?.add(rung) ?? rung;
    }
    let [sum, total] = [Point.ZERO, Point.ZERO];
    for (let digit = 15; digit > 0; digit -= 1) {
      const bucket = buckets[digit];
      if (bucket) sum = sum.add(bucket);
      total = total.add(sum);
    }
    return total;
  }
}

/** 16^i · point for i = 0 … 63. */
function rungs(point: Point): Point[] {
  const ladder = [point];
  while (ladder.length < STEPS) ladder.push((ladder.at(-1) as Point).double().double().double().double());
  return ladder;
}

/** Strict RFC 8032 decoding refuses y ≥ p and a negative zero; the torsion check refuses everything off the subgroup. */
function readPoint(text: string, identity?: "identity allowed"): Element {
  demand(/^[0-9a-f]{64}$/.test(text), "not-in-group", "an Ed25519 element has 64 lower-case hexadecimal digits");
  let point: Point;
  try {
    point = Point.fromBytes(hexToBytes(text).reverse(), false);
  } catch {
    throw new Refused("not-in-group", `${text} is not a point of the curve in its canonical spelling`);
  }
  demand(identity !== undefined || !point.is0(), "not-in-group", "the identity is not allowed here");
  const element = new EdwardsElement(point);
  demand(element.isInSubgroup(), "not-in-group", `${text} is outside the prime-order subgroup`);
  return element;
}

export const ed25519Group: Group = {
  name: "Ed25519",
  order: CURVE_ORDER,
  generator: new EdwardsElement(Point.BASE).prepared(),
  identity: new EdwardsElement(Point.ZERO),
  read: readPoint,
};

/** Belenios specification, section 5.1. */
const P = BigInt(
  "2069478569142254640101364365750500806492298929575110409710088478705737421924271740192223725449768433" +
    "8129066633138078958404960054389636289796393038773905722803605973749427671376777618898589872735865049" +
    "0811670993105358677809800307904916540637771737641986785272734744763418356000356983051931442845617019" +
    "1100078673730733356412397173289791324047457883446826065232797464795113767265869358218004631792207366" +
    "8860052627186363386088796882120769432366149491002923444346373222145884100586421050242120365433561201" +
    "3204811188524087310770141516662001623131771693721892480785077118278423174980732765988288251691831031" +
    "25680162072880719",
);
const G = BigInt(
  "2402352677501852209227687703532399932712287657378364916510075318787663274146353219320285676155269678" +
    "7996946682987493890950838965734256019006010684771644917354741372831046104586813145117816467554005274" +
    "0288984613986453266121505579709716201616827031288643245666383486363578210615491841998253431518974065" +
    "8186868651151358576410138882215396016043228843603930989333662772848406593138406010231675095763777982" +
    "6651036068224066350766977640253462537730851331734951942489677540525736590494924776314759915751987751" +
    "7771148149092045660020547812705472823814097251863985833411570056835369555342378147558249189605029668" +
    "0037745308460627",
);
const FIELD_ORDER = BigInt("78571733251071885079927659812671450121821421258408794611510081919805623223441");

const WINDOW = 6n;
const MASK = (1n << WINDOW) - 1n;

function powerModulo(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  for (let bits = exponent, square = base; bits > 0n; bits >>= 1n, square = (square * square) % P) {
    if (bits & 1n) result = (result * square) % P;
  }
  return result;
}

/** table[i][d] = base^(d·2^(6i)): a power is then one multiplication per window. */
function windowTable(base: bigint): bigint[][] {
  const table: bigint[][] = [];
  for (let step = base, bits = FIELD_ORDER; bits > 0n; bits >>= WINDOW) {
    const row = [1n];
    for (let digit = 0n; digit <= MASK; digit += 1n) row.push(((row.at(-1) as bigint) * step) % P);
    step = row.pop() as bigint;
    table.push(row);
  }
  return table;
}

/** The order-q subgroup of the integers modulo p, spelled in decimal. */
class ModularElement implements Element {
  private table: bigint[][] | undefined;

  constructor(private readonly residue: bigint) {}

  times(other: Element): Element {
    return new ModularElement((this.residue * (other as ModularElement).residue) % P);
  }

  over(other: Element): Element {
    return this.times(other.power(-1n));
  }

  power(exponent: bigint): Element {
    const scalar = modulo(exponent, FIELD_ORDER);
    return new ModularElement(this.table ? this.lookUp(this.table, scalar) : powerModulo(this.residue, scalar));
  }

  powerInPublic(exponent: bigint): Element {
    return this.power(exponent);
  }

  equals(other: Element): boolean {
    return this.residue === (other as ModularElement).residue;
  }

  isIdentity(): boolean {
    return this.residue === 1n;
  }

  prepared(): Element {
    this.table ??= windowTable(this.residue);
    return this;
  }

  text(): string {
    return this.residue.toString();
  }

  private lookUp(table: bigint[][], scalar: bigint): bigint {
    let result = 1n;
    table.forEach((row, i) => {
      result = (result * (row[Number((scalar >> (WINDOW * BigInt(i))) & MASK)] as bigint)) % P;
    });
    return result;
  }
}

function readResidue(text: string, identity?: "identity allowed"): Element {
  demand(/^[1-9][0-9]*$/.test(text), "not-in-group", "an element of BELENIOS-2048 is a decimal number");
  const residue = BigInt(text);
  demand(residue < P && powerModulo(residue, FIELD_ORDER) === 1n, "not-in-group", "the number is outside the subgroup");
  demand(identity !== undefined || residue !== 1n, "not-in-group", "the identity is not allowed here");
  return new ModularElement(residue);
}

export const belenios2048Group: Group = {
  name: "BELENIOS-2048",
  order: FIELD_ORDER,
  generator: new ModularElement(G),
  identity: new ModularElement(1n),
  read: readResidue,
};
