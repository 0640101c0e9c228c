import { halfDaysInWords } from '../calendar/halfDays.js';
import { hardConflict, type SoftConflict, softConflicts } from './conflicts.js';
import { alikeIn, FEWEST_RATINGS, kilometres, phaseFit, scoreOf, spentShare } from './fit.js';
import type { LeaderFacts, Need } from './need.js';

export interface Candidate {
  readonly designationId: number;
  readonly name: string;
  readonly typeCode: string;
  readonly home: string;
  /** 0 to 100: for the order, never shown alone. */
  readonly score: number;
  /** Why this one, in words: a sentence for each part of the match that is known. */
  readonly reasons: readonly string[];
  /** What to think about first, soft conflicts among it. */
  readonly cautions: readonly string[];
  /** Soft conflicts: asking all the same needs a reason, which is kept. */
  readonly soft: readonly SoftConflict[];
}

export interface Excluded {
  readonly designationId: number;
  readonly name: string;
  readonly reason: string;
}

export interface Ranking {
  readonly candidates: readonly Candidate[];
  /** Leaders of the right area who cannot be asked, each with the hard conflict that stands in the way. */
  readonly excluded: readonly Excluded[];
  /** How many candidates there are beyond those listed. */
  readonly more: number;
}

/**
 * Ranks leaders for a need, best first: pure. Only the first `limit` are explained. Leaders without the
 * specialism are candidates only where nobody has it; hard conflicts exclude, soft ones are shown. The human
 * chooses (DOMAIN 3.5).
 */
export function rankCandidates(need: Need, leaders: readonly LeaderFacts[], limit = 5): Ranking {
  const inArea = leaders.filter(leader => leader.specialisms.includes(need.area.slug));
  const best = new Best(limit);
  const excluded: Excluded[] = [];
  let free = 0;
  for (const leader of inArea.length > 0 ? inArea : leaders) {
    const reason = hardConflict(need, leader);
    if (reason) {
      excluded.push({ designationId: leader.designationId, name: leader.name, reason });
      continue;
    }
    free += 1;
    best.offer(leader, scoreOf(need, leader));
  }
  const candidates = best.inOrder().map(({ leader, score }): Candidate => {
    const soft = softConflicts(need, leader);
    return {
      designationId: leader.designationId,
      name: leader.name,
      typeCode: leader.typeCode,
      home: leader.home.name,
      score,
      reasons: reasonsFor(need, leader),
      cautions: [...cautionsFor(need, leader), ...soft.map(each => each.says)],
      soft: soft.map(each => each.code),
    };
  });
  return { candidates, excluded, more: free - candidates.length };
}

interface Scored {
  readonly leader: LeaderFacts;
  readonly score: number;
}

/** The best few of many, without sorting the many. */
class Best {
  private readonly kept: Scored[] = [];
  private readonly limit: number;

  constructor(limit: number) {
    this.limit = limit;
  }

  offer(leader: LeaderFacts, score: number): void {
    const last = this.kept.at(-1);
    const full = this.kept.length >= this.limit;
    if (full && (!last || !comesBefore({ leader, score }, last))) return;
    let place = this.kept.length;
    for (let before = this.kept[place - 1]; before; before = this.kept[place - 1]) {
      if (!comesBefore({ leader, score }, before)) break;
      place -= 1;
    }
    this.kept.splice(place, 0, { leader, score });
    if (full) this.kept.pop();
  }

  inOrder(): readonly Scored[] {
    return this.kept;
  }
}

/** Equal scores keep a steady order, so that the list does not jump between two looks. */
function comesBefore(a: Scored, b: Scored): boolean {
  if (a.score !== b.score) return a.score > b.score;
  return a.leader.designationId < b.leader.designationId;
}

/** A sentence for each part of the match, in the order of its weight (DOMAIN 3.5: "show the reasons"). */
export function reasonsFor(need: Need, leader: LeaderFacts): string[] {
  const { capacity, ratings, home } = leader;
  const km = kilometres(need.school, home);
  const fit = phaseFit(need, leader);
  const alike = alikeIn(need.school, home);
  return [
    ...(leader.specialisms.includes(need.area.slug) ? [`Designated for ${need.area.title}`] : []),
    ...(fit >= 0.7 ? ['Works with pupils of this age'] : fit > 0 ? ['Works in an all-through setting'] : []),
    `${halfDaysInWords(capacity.left)} left of ${halfDaysInWords(capacity.halfDays)} in ${capacity.academicYear}`,
    ...(km === null ? [] : [km < 1 ? 'Less than 1 km away' : `${Math.round(km)} km away`]),
    ...(alike.length > 0 ? [`Home school is alike in ${inWords(alike)}`] : []),
    ...(ratings.n >= FEWEST_RATINGS
      ? [`${ratings.good} of ${ratings.n} schools found the support effective`]
      : []),
    ...(spentShare(leader) === 0 ? ['Not yet deployed this year'] : []),
  ];
}

function cautionsFor(need: Need, leader: LeaderFacts): string[] {
  const { capacity, deployments } = leader;
  return [
    ...(leader.beyond === null ? [] : [`Works ${leader.beyond}`]),
    ...(leader.specialisms.includes(need.area.slug) ? [] : [`Not designated for ${need.area.title}`]),
    ...(phaseFit(need, leader) === 0 ? ['Works in another phase'] : []),
    ...(capacity.left < need.halfDays ? ['May not have days enough'] : []),
    ...(deployments.ever === 0 ? ['No deployment on record yet'] : []),
  ];
}

function inWords(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
