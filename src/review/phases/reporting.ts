import { createHash } from 'node:crypto';
import { dueDate, rollToSchoolDay } from '../../calendar/dueDate.js';
import { formatDate, type LocalDate } from '../../calendar/localDate.js';
import { schoolDays, workingDays } from '../../calendar/units.js';
import { type DecideContext, SYSTEM } from '../../workflow/workflow.js';
import { CorrectionsInput, DraftInput, QualityInput, ReportInput } from '../inputs.js';
import { moderatorsOf, unconfirmed } from '../parts.js';
import type { ReviewRecord } from '../record.js';
import type { ReviewFields } from '../terms.js';
import { afterEntry, afterVisit, command, phase, type Timer } from './phase.js';
import { nameChampion } from './preparing.js';
import { cancel, notHeld, safeguarding, tellCycle } from './sideStates.js';

// Rows 11 to 14 of DOMAIN 2.4. What is kept is where a document lies, and a hash that names one version of it, so
// that nobody confirms another than they read. The text is never here.

/** A school that gets a late draft still has this long to check it. */
const LEAST_TO_CHECK = workingDays(2);

/** The lead who hears from the school on its last day still has this long to finish. */
const LEAST_TO_FINISH = workingDays(2);

/** Characters of a version's name: enough that two of one review never share it, short enough to read out. */
const HASH_LENGTH = 10;

/** Names one version of a report: each round anew, even under the same link. */
export function versionHash(reference: string, round: number, link: string): string {
  return createHash('sha256').update(`${reference}\n${round}\n${link}`).digest('hex').slice(0, HASH_LENGTH);
}

export const lapse = command({
  by: [SYSTEM],
  to: 'lapsed',
  set: (_record, _input, { today }) => ({ fields: { lapsedOn: today } }),
});

/** Without a report the review lapses, whichever step it hangs at (DOMAIN 2.4, side states: +20 working days). */
export const lateReport: readonly Timer[] = [
  {
    name: 'lapse',
    when: { ...afterVisit('lapse'), of: record => (record.lapsedOn === null ? record.on : null) },
    run: 'lapse',
  },
];

/** The same from the day on which a school has the draft: not before its time is over and the lead can finish. */
const lateCheck: readonly Timer[] = [
  {
    name: 'lapse',
    when: {
      ...afterVisit('lapse'),
      of: ({ on, lapsedOn, factCheckBy, cycle }, calendar) => {
        if (on === null || lapsedOn !== null) return null;
        const { lapse: span } = cycle.rules.deadlines;
        const least = factCheckBy && dueDate(factCheckBy, LEAST_TO_FINISH, calendar).date;
        const held = least && dueDate(least, span, calendar, 'before').date;
        return held && held > on ? held : on;
      },
    },
    run: 'lapse',
  },
];

/** Whoever the draft waits for is reminded; two reach the programme lead (rows 11 and 14). */
const draftReminders: readonly Timer[] = [
  { name: 'draft-2', when: afterVisit('draftReport', -2), tell: { awaitedDraft: 'draftDue' } },
  { name: 'draft', when: afterVisit('draftReport'), tell: { awaitedDraft: 'draftDue' } },
  {
    name: 'draft+1',
    when: afterVisit('draftReport', 1),
    tell: { awaitedDraft: 'draftDue', programmeLead: 'draftOverdue' },
  },
  {
    name: 'report',
    when: afterVisit('finalReport'),
    tell: { awaitedDraft: 'draftDue', programmeLead: 'reportOverdue' },
  },
  ...lateReport,
];

/** After the whole team has confirmed: to the moderator where this report is sampled, else to the school. */
const afterDraft = (record: ReviewRecord): 'qualityCheck' | 'factCheck' =>
  record.qualitySampled && record.qualityOn === null && moderatorsOf(record).length > 0
    ? 'qualityCheck'
    : 'factCheck';

/**
 * By when the school checks the facts: T+10 working days, and never less than two from now. A holiday is no time to
 * ask that of a head (DOMAIN 2.4, worked dates): then it is the first school day after it.
 */
function checkBy(record: ReviewRecord, { today, calendars }: DecideContext): LocalDate {
  const { default: calendar } = calendars;
  const least = dueDate(today, LEAST_TO_CHECK, calendar).date;
  const usual = record.on && dueDate(record.on, record.cycle.rules.deadlines.factCheck, calendar).date;
  return rollToSchoolDay(usual && usual > least ? usual : least, calendar).date;
}

const submitDraft = command({
  by: ['leadReviewer'],
  input: DraftInput,
  to: ['draftReport', 'qualityCheck', 'factCheck'],
  label: 'The draft can be read',
  style: 'primary',
  restartsClock: true,
  next: record => (record.team.length > 1 ? 'draftReport' : afterDraft(record)),
  set: (record, { link }, context) => {
    const draftRound = record.draftRound + 1;
    const hash = versionHash(record.reference, draftRound, link);
    const own = record.team.filter(member => member.person.id === context.personId).map(({ id }) => id);
    return {
      fields: {
        draftLink: link,
        draftHash: hash,
        draftOn: context.today,
        draftRound,
        factCheckBy: checkBy(record, context),
      },
      confirm: { memberIds: own, hash },
    };
  },
  tell: { awaitedDraft: 'draftToConfirm' },
  note: 'A new version has a new hash: everybody confirms again.',
  answer: record =>
    `Version ${record.draft?.hash ?? ''} is with ${record.team.length > 1 ? 'your team: each of them confirms it' : 'the next reader'}. Nothing of its text is kept here.`,
});

const confirmDraft = command({
  by: ['peerReviewer'],
  to: ['same', 'qualityCheck', 'factCheck'],
  label: 'I confirm this version',
  style: 'primary',
  spent: (record, personId) => !unconfirmed(record).some(member => member.person.id === personId),
  refuse: (record, _input, { personId }) =>
    unconfirmed(record).some(member => member.person.id === personId)
      ? null
      : 'You have already confirmed this version.',
  next: (record, _input, { personId }) =>
    unconfirmed(record).every(member => member.person.id === personId) ? afterDraft(record) : 'same',
  set: (record, _input, context) => ({
    fields: { factCheckBy: checkBy(record, context) },
    confirm: {
      memberIds: record.team.filter(({ person }) => person.id === context.personId).map(({ id }) => id),
      hash: record.draft?.hash ?? '',
    },
  }),
  answer: record =>
    record.state === 'draftReport'
      ? 'Confirmed. We wait for the others.'
      : 'Confirmed: the whole team stands by it.',
});

const passOn = command({
  by: ['programmeLead', 'organiser'],
  to: ['qualityCheck', 'factCheck'],
  label: 'Go on without the missing confirmations',
  confirm: 'Go on although not everybody on the team has confirmed the draft?',
  next: afterDraft,
  set: (record, _input, context) => ({ fields: { factCheckBy: checkBy(record, context) } }),
  answer: record => `${record.reference} goes on to its next reader.`,
});

/** What the report's arrival at the school fixes: itself, and the day of the follow-up, T+90 on an open school day. */
function arrived(record: ReviewRecord, link: string, hash: string, context: DecideContext): ReviewFields {
  const { default: calendar } = context.calendars;
  const followUpOn =
    record.on &&
    rollToSchoolDay(dueDate(record.on, record.cycle.rules.deadlines.followUp, calendar), calendar).date;
  return {
    reportDoneOn: context.today,
    reportLink: link,
    reportHash: hash,
    ...(followUpOn && { followUpOn }),
  };
}

const finish = (by: 'finalising' | 'factCheck') =>
  command({
    by: ['leadReviewer'],
    input: ReportInput,
    to: 'reported',
    label: by === 'finalising' ? 'The final report is with the school' : 'Finish without an answer',
    ...(by === 'finalising' && { style: 'primary' as const }),
    refuse: (record, _input, { today }) =>
      by === 'factCheck' && record.factCheckBy && today <= record.factCheckBy
        ? `The school can check the facts until ${formatDate(record.factCheckBy)}.`
        : null,
    set: (record, { link }, context) => ({
      fields: {
        ...arrived(record, link, versionHash(record.reference, record.draftRound + 1, link), context),
        ...(by === 'factCheck' && { factCheck: 'unanswered' }),
      },
    }),
    note: 'The report is the school’s: its head decides who else reads it (DOMAIN 2.6).',
    answer: followUpSentence,
  });

export function followUpSentence(record: ReviewRecord): string {
  return `Thank you. The follow-up is due on ${record.followUpOn ? formatDate(record.followUpOn) : 'a day to be set'}.`;
}

const overdue: Timer = {
  name: 'report',
  when: afterVisit('finalReport'),
  tell: { leadReviewer: 'reportOverdue', programmeLead: 'reportOverdue' },
};

const documents = { by: ['hostHead', 'leadReviewer', 'peerReviewer'], label: 'Documents' } as const;

export const reporting = phase({
  feedbackGiven: {
    says: 'The lead reviewer writes the draft; the whole team confirms it by T+5 working days.',
    tell: { leadReviewer: 'reportAsked' },
    waitsOn: ['leadReviewer'],
    accepts: { submitDraft, notHeld, safeguarding, nameChampion, lapse, cancel },
    deadline: 'draft',
    due: draftReminders,
    shows: { documents },
  },

  draftReport: {
    says: 'A draft is with the team: everybody on it confirms this version.',
    waitsOn: ['awaitedDraft'],
    accepts: {
      confirmDraft,
      questionDraft: command({
        by: ['peerReviewer'],
        to: 'same',
        label: 'Not yet: I would like to talk',
        spent: (record, personId) => !unconfirmed(record).some(member => member.person.id === personId),
        tell: { leadReviewer: 'draftQuestioned' },
        note: 'What is questioned is talked about, not written here.',
        answer: () => 'The lead reviewer is asked to speak with you.',
      }),
      submitDraft: { ...submitDraft, label: 'A new version can be read' },
      passOn,
      safeguarding,
      nameChampion,
      lapse,
      cancel,
    },
    deadline: 'draft',
    due: draftReminders,
    shows: { documents },
  },

  qualityCheck: {
    says: 'This report is in the quality sample: the moderator reads the draft within 2 working days.',
    tell: { qaModerator: 'qualityAsked' },
    waitsOn: ['qaModerator'],
    accepts: {
      qualityDone: command({
        by: ['qaModerator'],
        to: 'factCheck',
        label: 'It can go to the school',
        style: 'primary',
        set: (record, _input, context) => ({
          fields: { qualityOn: context.today, qualityPoints: [], factCheckBy: checkBy(record, context) },
        }),
        answer: () => 'Thank you. The head now checks the facts.',
      }),
      qualityBack: command({
        by: ['qaModerator'],
        input: QualityInput,
        to: 'feedbackGiven',
        label: 'Something is to be mended',
        set: (_record, { points }) => ({ fields: { qualityPoints: points } }),
        tell: { leadReviewer: 'draftToMend' },
        note: 'From a list, so that nothing of the report is written here.',
        answer: () => 'The lead reviewer is told what to look at again.',
      }),
      passOn: {
        ...passOn,
        label: 'Go on without the moderator',
        to: 'factCheck',
        next: () => 'factCheck' as const,
      },
      nameChampion,
      lapse,
      cancel,
    },
    deadline: 'quality',
    due: [
      { name: 'quality-1', when: afterEntry('qa', -1), tell: { qaModerator: 'qualityDue' } },
      {
        name: 'quality',
        when: afterEntry('qa'),
        tell: { qaModerator: 'qualityDue', programmeLead: 'draftOverdue' },
      },
      overdue,
      ...lateReport,
    ],
    shows: { documents: { ...documents, by: [...documents.by, 'qaModerator'] } },
  },

  factCheck: {
    says: 'The host head checks the facts: accepts, corrects, or replies (by T+10 working days, never in a holiday).',
    tell: { hostHead: 'factCheckAsked' },
    waitsOn: ['hostHead'],
    accepts: {
      acceptReport: command({
        by: ['hostHead'],
        to: 'reported',
        label: 'The facts are right',
        style: 'primary',
        set: (record, _input, context) => ({
          fields: {
            factCheck: 'accepted',
            ...arrived(record, record.draft?.link ?? '', record.draft?.hash ?? '', context),
          },
        }),
        note: 'The version that was checked is then the report: nobody changes it after that.',
        answer: () => 'Thank you. The report is yours: you decide who else reads it.',
      }),
      correctReport: command({
        by: ['hostHead'],
        input: CorrectionsInput,
        to: 'finalising',
        label: 'Corrections or a reply',
        set: (_record, { corrections, reply }) => ({
          fields: { factCheck: 'corrections', correctionsLink: corrections, replyLink: reply },
        }),
        note: 'Both are links. A reply stays beside the report (right of reply, DOMAIN 2.1).',
        answer: () => 'The lead reviewer has them, and sends you the final report.',
      }),
      finishUnanswered: finish('factCheck'),
      safeguarding,
      nameChampion,
      lapse,
      cancel,
    },
    deadline: 'check',
    due: [
      ...[2, 1, 0].map(
        (days): Timer => ({
          name: days === 0 ? 'check' : `check-${days}`,
          // Days of school: in a week without a holiday they are the working days +8, +9 and +10.
          when: { before: schoolDays(days), calendar: 'host', of: record => record.factCheckBy },
          tell: { hostHead: 'factCheckDue', ...(days === 0 && { programmeLead: 'reportOverdue' }) },
        }),
      ),
      ...lateCheck,
    ],
    shows: { documents },
  },

  finalising: {
    says: 'The head has answered; the lead reviewer finishes the report (by T+10 working days).',
    tell: { leadReviewer: 'reportToFinish' },
    waitsOn: ['leadReviewer'],
    accepts: { finish: finish('finalising'), safeguarding, nameChampion, lapse, cancel },
    deadline: 'report',
    due: [
      overdue,
      {
        name: 'remind2',
        when: { after: workingDays(2), calendar: 'host' },
        tell: { leadReviewer: 'reportOverdue' },
      },
      ...lateCheck,
    ],
    shows: { documents },
  },

  lapsed: {
    says: 'No report came within 20 working days; the programme lead decides what follows.',
    tell: { leadReviewer: 'reportLapsed', programmeLead: 'reportLapsed' },
    waitsOn: ['leadReviewer', 'programmeLead'],
    accepts: {
      submitDraft,
      nameChampion,
      closeUnreported: command({
        by: ['programmeLead', 'organiser'],
        to: 'closed',
        label: 'Close without a report',
        style: 'danger',
        confirm: 'Close this review without a report?',
        follow: tellCycle,
        answer: record => `${record.reference} is closed without a report.`,
      }),
    },
  },
});
