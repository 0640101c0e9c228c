import type { ReviewPerson, ReviewProblem } from './problem.js';

/** One change of the problem that would fill a place or date a visit. */
export type Change =
  | { kind: 'waive'; schoolId: string; personId: string; rule: 'phase' | 'trust' | 'history' | 'reach' }
  | { kind: 'one more visit'; personId: string }
  | { kind: 'may lead'; personId: string }
  | { kind: 'free on'; personId: string; dates: string[] }
  | { kind: 'school free on'; schoolId: string; dates: string[] }
  | { kind: 'another reviewer'; schoolId: string; lead: boolean; dates: string[] };

export interface Cure {
  change: Change;
  /** How much is asked: small numbers are asked for first. */
  price: number;
  sentence: string;
}

/** What each kind of change asks of people; a visit more is a day's work, a new lead is training. */
export const CHANGE_PRICE = {
  history: 1,
  'free on': 2,
  'school free on': 2,
  'one more visit': 3,
  reach: 4,
  trust: 6,
  phase: 8,
  'may lead': 10,
  'another reviewer': 12,
} as const;

/** The id of the person that `another reviewer` adds, for the school that needs one. */
export const newReviewerId = (schoolId: string): string => `new reviewer for ${schoolId}`;

/** The problem after the change. The problem given is left as it is. */
export function applyChange(problem: ReviewProblem, change: Change): ReviewProblem {
  const person = (id: string, edit: (person: ReviewPerson) => ReviewPerson): ReviewProblem => ({
    ...problem,
    people: problem.people.map(p => (p.id === id ? edit(p) : p)),
  });
  switch (change.kind) {
    case 'waive': {
      const { schoolId, personId, rule } = change;
      return { ...problem, waivers: [...(problem.waivers ?? []), { schoolId, personId, rule }] };
    }
    case 'one more visit':
      return person(change.personId, p => ({ ...p, maxVisits: p.maxVisits + 1 }));
    case 'may lead':
      return person(change.personId, p => ({ ...p, lead: true }));
    case 'free on':
      return person(change.personId, p => ({ ...p, freeDates: [...p.freeDates, ...change.dates] }));
    case 'school free on':
      return {
        ...problem,
        schools: problem.schools.map(s =>
          s.id === change.schoolId ? { ...s, freeDates: [...s.freeDates, ...change.dates] } : s,
        ),
      };
    case 'another reviewer': {
      const id = newReviewerId(change.schoolId);
      const school = problem.schools.find(s => s.id === change.schoolId);
      const reviewer: ReviewPerson = {
        id,
        name: 'a new reviewer from outside the round',
        // No school of the round: no trust, no pair, no travel known.
        schoolId: '',
        lead: change.lead,
        maxVisits: 1,
        freeDates: change.dates,
        expertise: school?.focus === undefined ? [] : [school.focus],
      };
      return { ...problem, people: [...problem.people, reviewer] };
    }
  }
}
