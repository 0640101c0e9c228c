import { setBit, startsWithin } from './masks.js';
import type { Model } from './model.js';

/** One school as a reader of some format hands it over. */
export interface SchoolPart {
  duration: number;
  weight: number;
  leads: number;
  peers: number;
  target: number;
  /** Starts allowed by the school: its free points, within one week. */
  starts: number[];
  /** Person pinned to each place (leads first), or -1; absent: nothing pinned. */
  pins?: number[];
}

/** One person as a reader hands her over. */
export interface PersonPart {
  home: number;
  maxLoad: number;
  lead: boolean;
  freePoints: number[];
}

/** Arcs of one school: parallel lists in order of the person's number. */
export interface ArcPart {
  person: number[];
  lead: number[];
  peer: number[];
}

export interface Parts {
  points: number;
  schools: SchoolPart[];
  people: PersonPart[];
  /** Arcs of a school, asked for once a school: of a national round all of them at once would not be small. */
  arcs: (school: number) => ArcPart;
  startCost: Int32Array;
  gap: number;
  noMutualPair: boolean;
  onePerHome: boolean;
  homeWhenReviewed: boolean;
  balanceSteps: number[];
  loadSteps: number[];
  unfilled: number;
  undated: number;
  scale: number;
}

/** Staff of every school in compressed rows. */
function staffRows(
  schools: number,
  people: readonly PersonPart[],
): { staffStart: Int32Array; staff: Int32Array } {
  const staffStart = new Int32Array(schools + 1);
  for (const person of people) if (person.home >= 0) staffStart[person.home + 1]!++;
  for (let s = 0; s < schools; s++) staffStart[s + 1]! += staffStart[s]!;
  const fill = staffStart.slice();
  const staff = new Int32Array(staffStart[schools]!);
  people.forEach((person, p) => {
    if (person.home >= 0) staff[fill[person.home]!++] = p;
  });
  return { staffStart, staff };
}

/** Whole numbers in a row whose length is not known beforehand. */
class Row {
  private list = new Int32Array(1024);
  length = 0;

  push(value: number): void {
    if (this.length === this.list.length) {
      const wider = new Int32Array(2 * this.length);
      wider.set(this.list);
      this.list = wider;
    }
    this.list[this.length++] = value;
  }

  /** What is in it, in memory that threads share: the arcs are most of a model. */
  whole(): Int32Array {
    const whole = new Int32Array(new SharedArrayBuffer(this.length * Int32Array.BYTES_PER_ELEMENT));
    whole.set(this.list.subarray(0, this.length));
    return whole;
  }
}

/** Arcs in compressed rows, without those whose person is on no allowed start free (MATCHING B (2)); pins stay. */
function arcRows(parts: Parts, words: number, startMask: Int32Array, free: readonly Int32Array[]) {
  const arcStart = new Int32Array(parts.schools.length + 1);
  const [arcPerson, leadCost, peerCost] = [new Row(), new Row(), new Row()];
  parts.schools.forEach((school, s) => {
    const arcs = parts.arcs(s);
    const starts = free[school.duration]!;
    // A school that cannot be visited at all keeps its arcs: its team can be named while a date is looked for.
    const dateless = school.starts.length === 0;
    arcs.person.forEach((p, k) => {
      let common = 0;
      for (let w = 0; w < words; w++) common |= startMask[s * words + w]! & starts[p * words + w]!;
      if (common === 0 && !dateless && !(school.pins?.includes(p) ?? false)) return;
      arcPerson.push(p);
      leadCost.push(arcs.lead[k]!);
      peerCost.push(arcs.peer[k]!);
    });
    arcStart[s + 1] = arcPerson.length;
  });
  return {
    arcStart,
    arcPerson: arcPerson.whole(),
    leadCost: leadCost.whole(),
    peerCost: peerCost.whole(),
  };
}

/** Puts the parts of a problem into flat arrays. Pure bookkeeping: every rule about pairs is already in the arcs. */
export function assemble(parts: Parts): Model {
  const { schools, people, points } = parts;
  const N = schools.length;
  const P = people.length;
  const words = Math.max(1, Math.ceil(points / 32));
  const placeStart = new Int32Array(N + 1);
  schools.forEach((school, s) => {
    placeStart[s + 1] = placeStart[s]! + school.leads + school.peers;
  });
  const places = placeStart[N]!;
  const placeSchool = new Int32Array(places);
  const placeLead = new Uint8Array(places);
  const placePin = new Int32Array(places).fill(-1);
  const startMask = new Int32Array(N * words);
  const durations = new Set<number>();
  schools.forEach((school, s) => {
    durations.add(school.duration);
    for (let q = placeStart[s]!; q < placeStart[s + 1]!; q++) {
      placeSchool[q] = s;
      placeLead[q] = q - placeStart[s]! < school.leads ? 1 : 0;
      placePin[q] = school.pins?.[q - placeStart[s]!] ?? -1;
    }
    for (const t of school.starts) setBit(startMask, s * words, t);
  });
  const open = new Int32Array(P * words);
  people.forEach((person, p) => {
    for (const t of person.freePoints) setBit(open, p * words, t);
  });
  const free: Int32Array[] = [];
  for (const d of durations) {
    const starts = new Int32Array(P * words);
    for (let p = 0; p < P; p++) startsWithin(open, p * words, words, d, starts, p * words);
    free[d] = starts;
  }
  const { arcStart, arcPerson, leadCost, peerCost } = arcRows(parts, words, startMask, free);
  return {
    schools: N,
    people: P,
    points,
    words,
    places,
    duration: Int32Array.from(schools, school => school.duration),
    weight: Int32Array.from(schools, school => school.weight),
    placeStart,
    placeSchool,
    placeLead,
    placePin,
    startMask,
    startCost: parts.startCost,
    target: Int32Array.from(schools, school => school.target),
    home: Int32Array.from(people, person => person.home),
    maxLoad: Int32Array.from(people, person => person.maxLoad),
    accredited: Uint8Array.from(people, person => (person.lead ? 1 : 0)),
    ...staffRows(N, people),
    free,
    arcStart,
    arcPerson,
    leadCost,
    peerCost,
    gap: parts.gap,
    noMutualPair: parts.noMutualPair,
    onePerHome: parts.onePerHome,
    homeWhenReviewed: parts.homeWhenReviewed,
    balanceSteps: Int32Array.from(parts.balanceSteps),
    loadSteps: Int32Array.from(parts.loadSteps),
    unfilled: parts.unfilled,
    undated: parts.undated,
    scale: parts.scale,
  };
}
