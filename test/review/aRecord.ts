import { bundledBankHolidays } from '../../src/calendar/bankHolidays.js';
import { demonstrationCalendar } from '../../src/calendar/demonstrationCalendar.js';
import type { LocalDate } from '../../src/calendar/localDate.js';
import { SchoolCalendar } from '../../src/calendar/schoolCalendar.js';
import { ProgrammeRulesSchema } from '../../src/review/programme.js';
import type { ReviewRecord, ReviewState } from '../../src/review/record.js';

/** Who is who in {@link aRecord}: everybody is somebody else. */
export const PEOPLE = {
  hostHead: 1,
  leadReviewer: 2,
  peerReviewer: 3,
  reviewerHead: 4,
  programmeLead: 5,
  organiser: 6,
  clusterLead: 7,
  stranger: 8,
} as const;

/** Words that stand for what must not be seen by everybody: each occurs in one field only. */
export const SECRETS = {
  leadReviewer: 'LEADWORD',
  peerReviewer: 'PEERWORD',
  former: 'FORMERWORD',
  why: 'WHYWORD',
  selfEvaluation: 'https://example.org/SELFWORD',
  report: 'https://example.org/REPORTWORD',
} as const;

/** The school year 2026/27 of the worked dates, with INSET days where a test wants them. */
export function calendarWith(...inset: LocalDate[]): SchoolCalendar {
  return new SchoolCalendar({
    entries: demonstrationCalendar(),
    schoolEntries: inset.map(day => ({ kind: 'inset' as const, from: day, to: day, title: '' })),
    bankHolidays: bundledBankHolidays(),
  });
}

/** A review in a state, with everything filled in that such a state can have. */
export function aRecord(state: ReviewState, changes: Partial<ReviewRecord> = {}): ReviewRecord {
  const at = new Date('2026-11-09T10:00:00Z');
  return {
    id: 42,
    reference: 'RV-2026-0042',
    state,
    version: 5,
    enteredAt: at,
    enteredVersion: 5,
    cycle: {
      id: 7,
      reference: 'RC-2026-0001',
      name: 'Peer reviews',
      state: 'running',
      lead: { id: PEOPLE.programmeLead, name: 'Lena Lead' },
      organiserIds: [PEOPLE.organiser],
      clusterLeadIds: [PEOPLE.clusterLead],
      rules: ProgrammeRulesSchema.parse({}),
    },
    host: { id: 20, name: 'Host Primary', phase: 'Primary' },
    hostHeadIds: [PEOPLE.hostHead],
    hostAnswer: null,
    team: [
      {
        id: 31,
        person: { id: PEOPLE.leadReviewer, name: SECRETS.leadReviewer },
        school: { id: 21, name: 'Lead Primary', phase: 'Primary' },
        role: 'leadReviewer',
        headIds: [],
        answer: null,
        release: null,
      },
      {
        id: 32,
        person: { id: PEOPLE.peerReviewer, name: SECRETS.peerReviewer },
        school: { id: 22, name: 'Peer Primary', phase: 'Primary' },
        role: 'peerReviewer',
        headIds: [PEOPLE.reviewerHead],
        answer: null,
        release: null,
      },
    ],
    former: [{ person: { id: 99, name: SECRETS.former }, reason: 'conflict' }],
    on: '2026-11-24',
    startsPm: false,
    halfDays: 2,
    why: [SECRETS.why],
    refusedDates: [],
    takenDates: [],
    selfEvaluationLink: SECRETS.selfEvaluation,
    reportDoneOn: '2026-12-01',
    reportLink: SECRETS.report,
    followUpOn: '2027-02-22',
    postponedFor: 'ofsted',
    dueOn: null,
    ...changes,
  };
}
