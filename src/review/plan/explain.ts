import { dayOf, pointText } from './calendarPoints.js';
import { type Compiled, compile } from './compile.js';
import { CHANGE_PRICE, type Change, type Cure } from './cures.js';
import { hallSet } from './hall.js';
import { hasBit } from './masks.js';
import type { Block } from './pairRules.js';
import type { PlannedVisit } from './plan.js';
import { type FittedPlan, fitPlan, rawPlanOf } from './planState.js';
import type { ReviewProblem, TeamRole } from './problem.js';
import type { State } from './state.js';

/** How many people are left after each rule in turn. */
export interface FunnelStep {
  rule: string;
  left: number;
}

/** Why a place is open or a visit has no date, and what would cure it. */
export interface OpenExplanation {
  schoolId: string;
  role: TeamRole | null;
  sentence: string;
  funnel: FunnelStep[];
  /** Single changes, each tried out on this plan: it fills the place (or dates the visit) and breaks nothing. */
  cures: Cure[];
}

/** Cures listed per open place. */
const MOST_CURES = 3;
/** Names listed in a sentence before "and n more". */
const MOST_NAMES = 8;

const RULES: [Block, string][] = [
  ['own school', 'of another school'],
  ['trainee', 'reviewers, not trainees'],
  ['phase', 'of the same phase'],
  ['trust', 'of another trust'],
  ['history', 'whose school did not review it recently'],
  ['conflict', 'without a declared conflict'],
  ['exclusion', 'whose school is not kept apart from it'],
  ['reach', 'within reach'],
];

const names = (list: readonly string[]): string =>
  list.length <= MOST_NAMES
    ? list.length < 2
      ? list.join('')
      : `${list.slice(0, -1).join(', ')} and ${list.at(-1)}`
    : `${list.slice(0, MOST_NAMES).join(', ')} and ${list.length - MOST_NAMES} more`;

/**
 * Explains every open place and every visit without a date of a plan, in the coordinator's words. Empty for a plan
 * with nothing open. A few milliseconds for each.
 */
export function explainOpen(problem: ReviewProblem, visits: readonly PlannedVisit[]): OpenExplanation[] {
  if (
    visits.every(
      visit => visit.start !== null && visit.team.every(m => m.role === 'observer' || m.personId !== null),
    )
  ) {
    return [];
  }
  const compiled = compile(problem);
  const { model } = compiled;
  const fitted = fitPlan(model, rawPlanOf(compiled, visits));
  const explainer = new Explainer(compiled, fitted);
  const found: OpenExplanation[] = [];
  for (let s = 0; s < model.schools; s++) {
    if (fitted.state.start[s]! < 0) found.push(explainer.undated(s));
    for (let q = model.placeStart[s]!; q < model.placeStart[s + 1]!; q++) {
      if (fitted.state.team[q]! < 0 && fitted.state.start[s]! >= 0) found.push(explainer.place(q));
    }
  }
  return found;
}

class Explainer {
  private readonly compiled: Compiled;
  private readonly state: State;

  constructor(compiled: Compiled, fitted: FittedPlan) {
    this.compiled = compiled;
    this.state = fitted.state;
  }

  private dates(t: number, duration: number): string[] {
    const { calendar } = this.compiled;
    const dates: string[] = [];
    for (let k = 0; k < duration; k++) {
      const text = calendar.perDay === 1 ? calendar.dates[t + k]! : pointText(calendar, t + k, 1);
      if (!dates.includes(text)) dates.push(text);
    }
    return dates;
  }

  private when(s: number, t: number): string {
    return pointText(this.compiled.calendar, t, this.compiled.model.duration[s]!);
  }

  /** The starts at which the school and its present team can meet, as a mask. */
  private teamStarts(s: number): Int32Array {
    const { state } = this;
    const { model } = this.compiled;
    const mask = new Int32Array(model.words);
    state.schoolStarts(s, mask);
    for (let q = model.placeStart[s]!; q < model.placeStart[s + 1]!; q++) {
      if (state.team[q]! >= 0) state.narrow(state.team[q]!, s, q, mask);
    }
    return mask;
  }

  /** The place's reason: a funnel, and numbers where numbers are the reason. */
  place(place: number): OpenExplanation {
    const { compiled, state } = this;
    const { model, problem } = compiled;
    const s = model.placeSchool[place]!;
    const school = problem.schools[s]!;
    const lead = model.placeLead[place] === 1;
    const funnel = this.funnel(place);
    const hall = (lead ? hallSet(state, place, true) : null) ?? hallSet(state, place, false);
    let sentence: string;
    if (hall && hall.people.length > 0) {
      const schools = names(hall.schools.map(k => problem.schools[k]!.name));
      const kind = hall.leadsOnly ? 'lead visits' : 'visits';
      const people = names(hall.people.map(p => problem.people[p]!.name));
      sentence = `${schools} need${hall.schools.length === 1 ? 's' : ''} ${hall.demand} ${kind}, and the only people who may make them, ${people}, offer ${hall.supply}.`;
    } else {
      const stop = funnel.findIndex(step => step.left === 0);
      const last = stop < 0 ? funnel.at(-1)! : funnel[stop]!;
      const beforeLast = stop > 0 ? funnel[stop - 1]!.left : problem.people.length;
      sentence =
        stop < 0
          ? `${school.name} lacks a ${lead ? 'lead' : 'peer'} reviewer: ${last.left} could come, but only by leaving another visit open.`
          : `${school.name} lacks a ${lead ? 'lead' : 'peer'} reviewer: of ${problem.people.length} people ${beforeLast} are left before the rule "${last.rule}", and nobody after it.`;
    }
    return {
      schoolId: school.id,
      role: lead ? 'lead' : 'peer',
      sentence,
      funnel,
      cures: this.placeCures(place),
    };
  }

  private funnel(place: number): FunnelStep[] {
    const { compiled, state } = this;
    const { model, problem, pairs } = compiled;
    const s = model.placeSchool[place]!;
    const t = state.start[s]!;
    let left = problem.people.map((_, p) => p);
    const steps: FunnelStep[] = [];
    const keep = (rule: string, test: (p: number) => boolean) => {
      left = left.filter(test);
      steps.push({ rule, left: left.length });
    };
    const hard = new Map(left.map(p => [p, pairs.verdict(s, p).hard]));
    for (const [block, rule] of RULES) keep(rule, p => !hard.get(p)!.includes(block));
    if (model.placeLead[place] === 1) keep('accredited to lead', p => model.accredited[p] === 1);
    const d = model.duration[s]!;
    if (t >= 0) keep(`free on ${this.when(s, t)}`, p => hasBit(model.free[d]!, p * model.words, t));
    keep('with a visit left', p => state.load[p]! < model.maxLoad[p]!);
    if (t >= 0) keep('with no other visit too near', p => state.clash(p, s, t, -1) === -1);
    keep(
      'from a school not yet in the team or reviewed by this one',
      p => state.pairFits(model.home[p]!, place) && !state.inTeam(p, s, -1),
    );
    return steps;
  }

  /** Every single change that fills the place with all else as it is, at the visit's date or another one. */
  private placeCures(place: number): Cure[] {
    const { compiled, state } = this;
    const { model, problem, pairs } = compiled;
    const s = model.placeSchool[place]!;
    const school = problem.schools[s]!;
    const lead = model.placeLead[place] === 1;
    const d = model.duration[s]!;
    const t = state.start[s]!;
    const starts = this.teamStarts(s);
    const cures: Cure[] = [];
    const offer = (change: Change, price: number, sentence: string) => {
      cures.push({ change, price, sentence });
    };
    problem.people.forEach((person, p) => {
      const { hard, km } = pairs.verdict(s, p);
      const waivable = hard.filter(
        rule => rule === 'history' || rule === 'trust' || rule === 'phase' || rule === 'reach',
      );
      if (hard.length > waivable.length || state.inTeam(p, s, -1) || !state.pairFits(model.home[p]!, place))
        return;
      const home = problem.schools[model.home[p]!]?.name ?? person.schoolId;
      const far = (km ?? 0) / 1000;
      const needs: (() => void)[] = [];
      for (const rule of waivable as ('history' | 'trust' | 'phase' | 'reach')[]) {
        const words = {
          history: `let ${school.name} be reviewed again by ${home}: ${person.name}.`,
          trust: `let ${person.name} of ${home} review ${school.name} although they share a trust.`,
          phase: `let ${person.name} of ${home} review ${school.name} although the phase differs.`,
          reach: `let ${person.name} of ${home} travel ${km === null ? 'farther' : `${km} km`} to ${school.name}.`,
        };
        needs.push(() =>
          offer(
            { kind: 'waive', schoolId: school.id, personId: person.id, rule },
            CHANGE_PRICE[rule] + far,
            words[rule],
          ),
        );
      }
      if (lead && model.accredited[p] === 0) {
        needs.push(() =>
          offer(
            { kind: 'may lead', personId: person.id },
            CHANGE_PRICE['may lead'] + far,
            `let ${person.name} of ${home} lead.`,
          ),
        );
      }
      if (state.load[p]! >= model.maxLoad[p]!) {
        needs.push(() =>
          offer(
            { kind: 'one more visit', personId: person.id },
            CHANGE_PRICE['one more visit'] + far,
            `ask ${person.name} of ${home} for one visit more.`,
          ),
        );
      }
      if (needs.length > 1) return;
      const mask = starts.slice();
      state.narrow(p, s, -1, mask);
      const common = mask.some(word => word !== 0);
      if (common) {
        // With no need at all the place could be filled by moving the date alone: a repair does that.
        for (const need of needs) need();
        return;
      }
      if (needs.length > 0 || t < 0 || !hasBit(starts, 0, t)) return;
      // Only her own diary stands in the way: on the visit's date, unless another visit is too near.
      if (
        state.clash(p, s, t, -1) === -2 &&
        !hasBit(model.free[d]!, p * model.words, t) &&
        this.onlyDiary(p, s, t)
      ) {
        const dates = this.dates(t, d);
        offer(
          { kind: 'free on', personId: person.id, dates },
          CHANGE_PRICE['free on'] + far,
          `ask ${person.name} of ${home} to be free on ${names(dates)}.`,
        );
      }
    });
    cures.sort((a, b) => a.price - b.price);
    // One of a kind first, so that the choice is a real one.
    const first = cures.filter(
      (cure, k) =>
        cures.findIndex(
          other =>
            other.change.kind === cure.change.kind &&
            JSON.stringify(other.change).includes('"rule"') ===
              JSON.stringify(cure.change).includes('"rule"'),
        ) === k,
    );
    const rest = cures.filter(cure => !first.includes(cure));
    const chosen = [...first, ...rest].slice(0, MOST_CURES - 1).sort((a, b) => a.price - b.price);
    if (t >= 0) {
      const dates = this.dates(t, d);
      chosen.push({
        change: { kind: 'another reviewer', schoolId: school.id, lead, dates },
        price: CHANGE_PRICE['another reviewer'],
        sentence: `add one ${lead ? 'lead' : 'peer'} reviewer for ${school.name} from outside the round, free on ${names(dates)}.`,
      });
    }
    return chosen;
  }

  /** Whether a person's other visits and the own school's visit leave the date open. */
  private onlyDiary(p: number, s: number, t: number): boolean {
    const { state } = this;
    const { model } = this.compiled;
    const d = model.duration[s]!;
    const home = model.home[p]!;
    if (model.homeWhenReviewed && home >= 0 && state.start[home]! >= 0) {
      const th = state.start[home]!;
      if (t < th + model.duration[home]! && th < t + d) return false;
    }
    for (let k = 0; k < state.load[p]!; k++) {
      const s2 = model.placeSchool[state.visits[p * state.most + k]!]!;
      const t2 = state.start[s2]!;
      if (t2 >= 0 && Math.abs(t - t2) < (t < t2 ? d : model.duration[s2]!) + model.gap) return false;
    }
    return true;
  }

  /** Why a visit has no date: the school's own days, or who of the team stands in the way on how many of them. */
  undated(s: number): OpenExplanation {
    const { compiled, state } = this;
    const { model, problem } = compiled;
    const school = problem.schools[s]!;
    const d = model.duration[s]!;
    const own: number[] = [];
    for (let t = 0; t < model.points; t++) if (hasBit(model.startMask, s * model.words, t)) own.push(t);
    const team: number[] = [];
    for (let q = model.placeStart[s]!; q < model.placeStart[s + 1]!; q++)
      if (state.team[q]! >= 0) team.push(state.team[q]!);
    const cures: Cure[] = [];
    let sentence: string;
    if (own.length === 0) {
      const length = school.visitDays ?? 1;
      sentence = `${school.name} has no free time for a visit of ${length} ${length === 1 ? 'day' : 'days'} within one week of the calendar.`;
      const start = this.weekStart(s, team);
      if (start >= 0) {
        const dates = this.dates(start, d);
        cures.push({
          change: { kind: 'school free on', schoolId: school.id, dates },
          price: CHANGE_PRICE['school free on'],
          sentence: `ask ${school.name} to be free on ${names(dates)}.`,
        });
      }
    } else {
      const blocked = team.map(p => ({
        p,
        days: own.filter(t => state.clash(p, s, t, this.placeOf(s, p)) !== -1),
      }));
      const parts = blocked
        .filter(b => b.days.length > 0)
        .map(b => `${problem.people[b.p]!.name} cannot on ${b.days.length}`);
      sentence = `No day suits ${school.name} and its whole team: of the school's ${own.length} possible days ${parts.length > 0 ? names(parts) : 'its own people are away on all'}.`;
      const allowed = new Int32Array(model.words);
      state.schoolStarts(s, allowed);
      for (const t of own) {
        if (!hasBit(allowed, 0, t) || cures.length >= MOST_CURES) continue;
        const against = blocked.filter(b => b.days.includes(t));
        const only = against[0];
        if (against.length !== 1 || only === undefined) continue;
        const p = only.p;
        if (hasBit(model.free[d]!, p * model.words, t) || !this.onlyDiary(p, s, t)) continue;
        const person = problem.people[p]!;
        const dates = this.dates(t, d);
        cures.push({
          change: { kind: 'free on', personId: person.id, dates },
          price: CHANGE_PRICE['free on'],
          sentence: `ask ${person.name} to be free on ${names(dates)}.`,
        });
      }
    }
    return { schoolId: school.id, role: null, sentence, funnel: [], cures };
  }

  private placeOf(s: number, p: number): number {
    const { model } = this.compiled;
    for (let q = model.placeStart[s]!; q < model.placeStart[s + 1]!; q++)
      if (this.state.team[q] === p) return q;
    return -1;
  }

  /** A start in one week at which the present team can come and the school's own people are at home; -1 for none. */
  private weekStart(s: number, team: readonly number[]): number {
    const { model, calendar } = this.compiled;
    const { state } = this;
    const d = model.duration[s]!;
    const own = model.staff.subarray(model.staffStart[s]!, model.staffStart[s + 1]!);
    for (let t = 0; t + d <= model.points; t++) {
      if (calendar.week[dayOf(calendar, t)] !== calendar.week[dayOf(calendar, t + d - 1)]) continue;
      if (calendar.perDay === 2 && d % 2 === 0 && t % 2 === 1) continue;
      if (team.some(p => state.clash(p, s, t, this.placeOf(s, p)) !== -1)) continue;
      const away = [...own].some(p => {
        for (let k = 0; k < state.load[p]!; k++) {
          const s2 = model.placeSchool[state.visits[p * state.most + k]!]!;
          const t2 = state.start[s2]!;
          if (t2 >= 0 && t < t2 + model.duration[s2]! && t2 < t + d) return true;
        }
        return false;
      });
      if (!(model.homeWhenReviewed && away)) return t;
    }
    return -1;
  }
}
