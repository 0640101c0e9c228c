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
  champion: 9,
  moderator: 10,
  adviser: 11,
  reader: 12,
  hostLead: 13,
  observer: 14,
  observerHead: 15,
} as const;

/** Words that stand for what must not be seen by everybody: each occurs in one field only. */
export const SECRETS = {
  leadReviewer: 'LEADWORD',
  peerReviewer: 'PEERWORD',
  observer: 'OBSERVERWORD',
  former: 'FORMERWORD',
  why: 'WHYWORD',
  focus: 'FOCUSWORD',
  session: 'SESSIONWORD',
  selfEvaluation: 'https://example.org/SELFWORD',
  draft: 'https://example.org/DRAFTWORD',
  corrections: 'https://example.org/CORRECTIONWORD',
  reply: 'https://example.org/REPLYWORD',
  report: 'https://example.org/REPORTWORD',
  action: 'ACTIONWORD',
  measure: 'MEASUREWORD',
  evidence: 'https://example.org/EVIDENCEWORD',
  readerName: 'READERWORD',
  goodPractice: 'PRACTICEWORD',
} as const;

/** The school year 2026/27 of the worked dates, with INSET days where a test wants them. */
export function calendarWith(...inset: LocalDate[]): SchoolCalendar {
  return new SchoolCalendar({
    entries: demonstrationCalendar(),
    schoolEntries: inset.map(day => ({ kind: 'inset' as const, from: day, to: day, title: '' })),
    bankHolidays: bundledBankHolidays(),
  });
}

/** From here on the report is with the school. */
const WITH_REPORT: readonly ReviewState[] = [
  'reported',
  'workshopBooked',
  'workshopDone',
  'followUpDue',
  'impactReviewed',
  'closed',
];

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
      qaModeratorIds: [PEOPLE.moderator],
      adviserIds: [PEOPLE.adviser],
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
        attended: null,
        confirmed: null,
      },
      {
        id: 32,
        person: { id: PEOPLE.peerReviewer, name: SECRETS.peerReviewer },
        school: { id: 22, name: 'Peer Primary', phase: 'Primary' },
        role: 'peerReviewer',
        headIds: [PEOPLE.reviewerHead],
        answer: null,
        release: null,
        attended: null,
        confirmed: null,
      },
    ],
    observers: [
      {
        id: 33,
        person: { id: PEOPLE.observer, name: SECRETS.observer },
        school: { id: 23, name: 'Third Primary', phase: 'Primary' },
        headIds: [PEOPLE.observerHead],
        answer: null,
        release: null,
        attended: null,
      },
    ],
    former: [{ person: { id: 99, name: SECRETS.former }, reason: 'conflict' }],
    on: '2026-11-24',
    startsPm: false,
    halfDays: 2,
    why: [SECRETS.why],
    refusedDates: [],
    takenDates: [],
    postponedFor: 'ofsted',
    offeredDates: ['2026-12-10'],
    heldFrom: state === 'safeguardingHold' ? 'feedbackGiven' : null,
    champion: { id: PEOPLE.champion, name: 'Chaz Champion' },
    hostLead: { id: PEOPLE.hostLead, name: 'Hattie Host' },
    focus: { what: [SECRETS.focus], by: 'host', on: '2026-10-20' },
    dayPlan: {
      what: [
        { day: 1, from: '08:45', what: SECRETS.session },
        { day: 1, from: '09:00', what: 'Leading meeting' },
      ],
      by: 'lead',
      on: '2026-10-21',
    },
    sessionPrompts: true,
    sessionsSaid: 1,
    selfEvaluationLink: SECRETS.selfEvaluation,
    goneAheadOn: null,
    briefedOn: '2026-11-20',
    logistics: ['room'],
    assuranceOn: '2026-11-20',
    feedbackOn: '2026-11-24',
    feedbackTo: ['head'],
    draft: { link: SECRETS.draft, hash: 'abc123', on: '2026-11-30' },
    draftRound: 1,
    lapsedOn: null,
    qualitySampled: true,
    qualityOn: null,
    qualityPoints: ['tone'],
    factCheckBy: '2026-12-08',
    factCheck: 'corrections',
    correctionsLink: SECRETS.corrections,
    replyLink: SECRETS.reply,
    ...(WITH_REPORT.includes(state)
      ? {
          reportDoneOn: '2026-12-08',
          report: { link: SECRETS.report, hash: 'def456' },
          readers: [{ id: PEOPLE.reader, name: SECRETS.readerName }],
        }
      : { reportDoneOn: null, report: null, readers: [] }),
    workshopOn: '2026-12-14',
    workshopDoneOn: null,
    actions: [
      {
        id: 51,
        text: SECRETS.action,
        owner: 'deputy',
        dueOn: '2027-02-01',
        measure: SECRETS.measure,
        rag: 'amber',
        evidenceLink: SECRETS.evidence,
        support: null,
      },
    ],
    followUpOn: '2027-02-22',
    impact: null,
    hostRating: null,
    leadRating: null,
    goodPractice: SECRETS.goodPractice,
    nameUs: false,
    dueOn: null,
    ...changes,
  };
}
