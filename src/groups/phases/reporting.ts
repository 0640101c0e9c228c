import { schoolDays, workingDays } from '../../calendar/units.js';
import { askBoard } from '../../workflow/boardQuestion.js';
import type { FollowUp } from '../../workflow/workflow.js';
import { FactNoteInput, NewRecommendationInput, SectionsInput } from '../inputs.js';
import { OPEN_RECOMMENDATIONS } from '../recommendation/states.js';
import { type GroupRecord, leadName } from '../record.js';
import { REPORT_FORMS, type ReportForm, SECTION_WORDS, SECTIONS, unwritten } from '../report/sections.js';
import { chairMissing, extending, nameLead, stop, worksAgain } from './atWork.js';
import { NAME_SPONSOR, nameSponsor, people } from './setUp.js';
import { command, type GroupStateSpec, lapseException } from './spec.js';

/** From the draft of the closing report to the end of what it recommended (DOMAIN 4.4). */

const write = (form: ReportForm) =>
  command({
    by: ['lead', 'deputy'],
    input: SectionsInput,
    to: 'same',
    label: REPORT_FORMS[form].title,
    set: (_record, input) => ({
      sections: Object.fromEntries(REPORT_FORMS[form].fields.map(field => [field, input[field] ?? ''])),
    }),
    answer: () => 'Saved.',
  });

const recommend = command({
  by: ['lead', 'deputy'],
  input: NewRecommendationInput,
  to: 'same',
  label: 'Add a recommendation',
  follow: (record: GroupRecord, input: { text: string; because: string }): readonly FollowUp[] => [
    { kind: 'recommendation', id: null, command: 'add', input: { groupId: record.id, ...input } },
  ],
  answer: record =>
    `Added; there are ${record.recommendations.filter(each => each.state !== 'dropped').length}.`,
});

const writing = {
  writeBackground: write('writeBackground'),
  writeFindings: write('writeFindings'),
  writeLessons: write('writeLessons'),
  recommend,
};

/** Whoever leaves while the report is written has a successor, as before. */
const named = { nameLead: nameLead('Name another lead'), nameSponsor: nameSponsor(NAME_SPONSOR) };

const notReady = (record: GroupRecord): string | null => {
  const missing: string[] = unwritten(record).map(section => SECTION_WORDS[section].toLowerCase());
  if (!record.recommendations.some(({ state }) => state === 'drafted')) missing.push('a recommendation');
  return missing.length > 0 ? `Still to write: ${missing.join('; ')}.` : null;
};

/** One question to the board for each recommendation; the answer goes to the recommendation itself. */
const questions = ({ boardId, reference, title, recommendations }: GroupRecord): readonly FollowUp[] =>
  boardId === null
    ? []
    : recommendations
        .filter(({ state }) => state === 'drafted')
        .map(each =>
          askBoard({
            boardId,
            askerKind: 'recommendation',
            askerId: each.id,
            askerReference: each.reference,
            subject: 'recommendation',
            question: `${title}, recommendation ${each.number}: ${each.text}`.slice(0, QUESTION_LENGTH),
            detail: `${each.text}\nBecause: ${each.because}\nThe report: /group report ${reference}`,
          }),
        );

/** Longest question to the board, in characters; the whole of it stands beside. */
const QUESTION_LENGTH = 300;

const looks = {
  report: { by: ['lead', 'deputy', 'sponsor', 'chair', 'coordinators', 'members'], label: 'Read the report' },
} as const;

/** The same once it is with the board, whose pack names it. */
const boardLooks = { report: { ...looks.report, by: [...looks.report.by, 'boardMembers'] } } as const;

/** A longer life, once its report has begun: it works again where there is time for it. */
const extendFromReport = {
  ...extending.extend,
  to: ['same', 'active'] as const,
  next: (record: GroupRecord, input: unknown, context: Parameters<typeof worksAgain>[1]) => {
    const { fields } = extending.extend.set?.(record, input, context) ?? {};
    return fields?.endsOn && worksAgain(fields.endsOn, context) ? ('active' as const) : ('same' as const);
  },
};

const draftReport: GroupStateSpec = {
  says: 'The closing report is drafted from the record; the lead writes over it and adds recommendations.',
  tell: { lead: 'reportBegun', deputy: 'reportBegun', sponsor: 'reportBegun' },
  waitsOn: ['lead'],
  deadline: 'end',
  accepts: {
    ...writing,
    sendForCheck: command({
      by: ['lead', 'sponsor'],
      to: 'factCheck',
      label: 'Send for fact check',
      style: 'primary',
      refuse: notReady,
      set: (_record, _input, { today }) => ({ fields: { checkedSince: today } }),
      follow: lapseException,
      answer: () => 'Members and officers have five working days to say what is not right.',
    }),
    ...people,
    ...named,
    chairMissing,
    extend: extendFromReport,
    grantExtension: {
      ...extending.grantExtension,
      to: ['same', 'active'],
      next: ({ askedExtension }, _input, context) =>
        askedExtension && worksAgain(askedExtension.endsOn, context) ? 'active' : 'same',
    },
    refuseExtension: extending.refuseExtension,
    stop,
  },
  shows: looks,
  due: [
    {
      name: 'end10',
      when: { before: schoolDays(10), of: record => record.endsOn },
      tell: { lead: 'endNear', sponsor: 'endNear' },
    },
    {
      name: 'end',
      when: { on: record => record.endsOn },
      tell: { lead: 'endReached', sponsor: 'endReached' },
    },
    {
      name: 'late',
      when: { past: schoolDays(5), of: record => record.endsOn },
      tell: { lead: 'reportOverdue', sponsor: 'reportOverdue' },
    },
  ],
};

const factCheck: GroupStateSpec = {
  says: 'Officers and contributors say what is not right in the draft report.',
  tell: { checkers: 'factsToCheck' },
  deadline: 'checked',
  accepts: {
    noteFact: command({
      by: ['members', 'coordinators', 'sponsor', 'deputy'],
      input: FactNoteInput,
      to: 'same',
      label: 'Something is not right',
      refuse: (_record, { section }) =>
        (SECTIONS as readonly string[]).includes(section) || section === 'recommendations'
          ? null
          : 'Choose the part from the list.',
      set: (_record, factNote) => ({ factNote }),
      tell: { lead: 'factNoted' },
      answer: record => `${leadName(record)} has your note.`,
    }),
    ...writing,
    ...named,
    sendToBoard: command({
      by: ['lead', 'sponsor'],
      to: 'boardReview',
      label: 'Send to the board',
      style: 'primary',
      refuse: (record, _input, { calendars, today }) => {
        const sent = record.checkedSince ?? today;
        const last = calendars.default.addWorkingDays(sent, FACT_CHECK_DAYS);
        if (today < last && record.factNotes.length === 0)
          return `Members and officers have five working days to check it. You can send it on from the end of that time, or once a note has come.`;
        return notReady(record);
      },
      set: () => ({ releaseDays: true }),
      follow: questions,
      answer: () => 'The report is with the board; you hear what it decides on each recommendation.',
    }),
    stop,
  },
  shows: looks,
  due: [
    { name: 'checked', when: { after: workingDays(5) }, tell: { lead: 'factsChecked' } },
    {
      name: 'late',
      when: { after: workingDays(10) },
      tell: { lead: 'factsChecked', sponsor: 'reportOverdue' },
    },
  ],
};

/** Working days for the fact check (DOMAIN 4.4). */
const FACT_CHECK_DAYS = 5;

const boardReview: GroupStateSpec = {
  says: 'The board accepts, amends or rejects each recommendation.',
  tell: { chairAlone: 'reportToDecide' },
  waitsOn: ['chairAlone'],
  accepts: {
    recommendationDecided: command({
      by: ['system'],
      to: ['same', 'implementing', 'closed'],
      note: 'With the last one decided: to be implemented where one was accepted, else closed.',
      next: ({ recommendations }) => {
        if (recommendations.some(({ state }) => state === 'drafted')) return 'same';
        return recommendations.some(({ state }) => OPEN_RECOMMENDATIONS.includes(state))
          ? 'implementing'
          : 'closed';
      },
    }),
    nameSponsor: named.nameSponsor,
    stop,
  },
  shows: boardLooks,
  due: [
    {
      name: 'remind',
      when: { after: schoolDays(30) },
      tell: { chairAlone: 'reportToDecide' },
    },
  ],
};

const close = command({
  by: ['chair'],
  to: 'closed',
  label: 'Close the group',
  note: 'Recommendations that are not done stay with their owners and are chased on.',
  confirm: 'Close the group? Recommendations that are not done stay with their owners.',
  answer: record => `${record.title} is closed. Thank you.`,
});

const implementing: GroupStateSpec = {
  says: 'Accepted recommendations have an owner, a date and a measure, and are chased until they are done.',
  tell: {
    lead: 'decided',
    deputy: 'decided',
    sponsor: 'decided',
    members: 'decided',
    boardChannel: 'decided',
  },
  accepts: {
    recommendationSettled: command({
      by: ['system'],
      to: ['same', 'closed'],
      note: 'With the last one done or given up it closes; impact is still asked for at 6 and 12 months.',
      next: ({ recommendations }) =>
        recommendations.some(({ state }) => OPEN_RECOMMENDATIONS.includes(state)) ? 'same' : 'closed',
    }),
    nameSponsor: named.nameSponsor,
    close,
  },
  shows: boardLooks,
};

const ended = (says: string, more: Partial<GroupStateSpec> = {}): GroupStateSpec => ({
  says,
  ends: true,
  accepts: {},
  shows: looks,
  ...more,
});

/** The states from the draft report on. */
export const reporting = {
  draftReport,
  factCheck,
  boardReview,
  implementing,
  closed: ended('It has reported, and what was accepted is done or has an owner. Thank you.', {
    tell: { lead: 'closed', deputy: 'closed', sponsor: 'closed', members: 'closed', boardChannel: 'closed' },
    shows: boardLooks,
  }),
  stopped: ended('It was stopped early.'),
  declined: { says: 'It was not taken on.', ends: true, accepts: {} } satisfies GroupStateSpec,
};
