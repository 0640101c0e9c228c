import { dueDate } from '../../calendar/dueDate.js';
import { addDays, daysFrom, formatDate, type LocalDate } from '../../calendar/localDate.js';
import { schoolDays } from '../../calendar/units.js';
import { ReportWanted } from '../../workflow/boardReport.js';
import type { DecideContext, FollowUp } from '../../workflow/workflow.js';
import { isPromptDay, nextPromptOn } from '../cadence.js';
import { openException } from '../exceptionEntry.js';
import {
  CoverInput,
  ExtendByInput,
  ForecastInput,
  LeadInput,
  LogDaysInput,
  MilestoneInput,
  PauseInput,
  ReasonInput,
  SetAsideInput,
} from '../inputs.js';
import { type GroupRecord, leadName } from '../record.js';
import type { GroupChanges } from '../terms.js';
import { newBreach, sponsorsLimit } from '../tolerance.js';
import { nameSponsor, noSponsorLeads, settings } from './setUp.js';
import { command, type GroupStateSpec, lapseException, takeBackQuestions, withdrawPrompt } from './spec.js';

/** Asks for a check-in (a piece of work of its own, checkIn/workflow.ts), unless the school has closed meanwhile. */
const prompt = (
  record: GroupRecord,
  _input: unknown,
  { today, calendars }: DecideContext,
): readonly FollowUp[] => {
  const asked = record.lead && isPromptDay(today, calendars.default) && someoneIsThere(record);
  const ask: FollowUp = { kind: 'checkIn', id: null, command: 'ask', input: { groupId: record.id } };
  return [...(asked ? [ask] : []), ...breach(record, { calendars })];
};

const someoneIsThere = ({ lead, deputy, cover }: GroupRecord): boolean =>
  [lead, deputy, cover?.person].some(person => person && !person.left);

/** Whether a highlight report would say anything that the newest does not, which may still be with the lead. */
const hasNews = ({ highlights, lastCheckIn }: GroupRecord): boolean => {
  const newest = highlights.at(-1);
  if (!newest) return true;
  return newest.state !== 'drafted' && lastCheckIn !== null && lastCheckIn.answeredOn > newest.madeOn;
};

/** Raises the exception that the record now shows, if there is a new one. */
const breach = (
  record: GroupRecord,
  { calendars }: Pick<DecideContext, 'calendars'>,
): readonly FollowUp[] => {
  const found = newBreach(record, calendars.default);
  return found
    ? [{ kind: 'exception', id: null, command: 'raise', input: { groupId: record.id, ...found } }]
    : [];
};

const oneMoreMiss = (record: GroupRecord): GroupChanges => ({
  fields: { missesInARow: record.missesInARow + 1 },
});

const openMilestone = ({ milestones }: GroupRecord, { milestoneId }: { readonly milestoneId: number }) =>
  milestones.find(({ id, doneOn }) => id === milestoneId && !doneOn);

/** A new end: granted at once within the sponsor's six months, and for the chair to grant beyond them. */
const extend = (
  record: GroupRecord,
  {
    endsOn,
    reason,
    grantedById = null,
  }: { readonly endsOn: LocalDate; readonly reason: string; readonly grantedById?: number | null },
  { personId }: Pick<DecideContext, 'personId'>,
): GroupChanges =>
  endsOn <= sponsorsLimit(record) || isChair(record, personId ?? grantedById)
    ? { fields: { endsOn, askedEndsOn: null, askedReason: null } }
    : { fields: { askedEndsOn: endsOn, askedReason: reason } };

const isChair = ({ chairIds }: GroupRecord, personId: number | null): boolean =>
  personId !== null && chairIds.includes(personId);

const noExtension = (record: GroupRecord, { endsOn }: { readonly endsOn: LocalDate }): string | null =>
  endsOn <= record.endsOn
    ? `The group reports by ${formatDate(record.endsOn)} already. Choose a later day.`
    : null;

/** Putting off a group's end; a decision on an exception does it too, as the system. */
export const extending = {
  extend: command({
    by: ['sponsor', 'chair', 'system'],
    input: ExtendByInput,
    to: 'same',
    note: 'More than six months beyond the agreed end, all told, is for the chair to grant.',
    restartsClock: true,
    refuse: noExtension,
    set: extend,
    reason: (_record, { endsOn }) => `to ${endsOn}`,
    tell: {
      lead: 'extended',
      sponsor: 'extended',
      grantingChair: 'extensionAsked',
      coordinatorsForExtension: 'chairMissing',
    },
    answer: record =>
      record.askedExtension
        ? `That is more than six months beyond the agreed end, so the chair is asked. Until then it stays ${formatDate(record.endsOn)}.`
        : `${record.title} now reports by ${formatDate(record.endsOn)}.`,
  }),
  grantExtension: command({
    by: ['chair'],
    to: 'same',
    label: 'Grant the extension',
    restartsClock: true,
    refuse: ({ askedExtension }) => (askedExtension ? null : 'Nobody has asked for an extension.'),
    spent: ({ askedExtension }) => askedExtension === null,
    set: ({ askedExtension, endsOn }) => ({
      fields: { endsOn: askedExtension?.endsOn ?? endsOn, askedEndsOn: null, askedReason: null },
    }),
    reason: record => `to ${record.endsOn}`,
    tell: { lead: 'extended', sponsor: 'extended' },
    answer: record =>
      `${record.title} now reports by ${formatDate(record.endsOn)}; lead and sponsor are told.`,
  }),
  refuseExtension: command({
    by: ['chair'],
    to: 'same',
    label: 'Refuse the extension',
    refuse: ({ askedExtension }) => (askedExtension ? null : 'Nobody has asked for an extension.'),
    spent: ({ askedExtension }) => askedExtension === null,
    set: () => ({ fields: { askedEndsOn: null, askedReason: null } }),
    tell: { lead: 'extensionRefused', sponsor: 'extensionRefused' },
    answer: record =>
      `${record.title} still reports by ${formatDate(record.endsOn)}; lead and sponsor are told.`,
  }),
};

/** Leaders' days, out of the ledger that deployments draw on. */
export const days = {
  setAside: command({
    by: ['lead', 'sponsor', 'coordinators'],
    input: SetAsideInput,
    to: 'same',
    note: "They are booked in the leader's own year.",
    set: (_record, setAside) => ({ setAside }),
    answer: () => 'Set aside, and booked in the leader’s year.',
  }),
  logDays: command({
    by: ['lead', 'deputy'],
    input: LogDaysInput,
    to: 'same',
    note: 'For days beside those of a check-in, when several leaders work.',
    refuse: ({ leaders }, { groupLeaderId }) =>
      leaders.some(({ id, endedOn }) => id === groupLeaderId && !endedOn)
        ? null
        : 'No days of that leader are set aside for this group.',
    set: (_record, workDays) => ({ workDays }),
    follow: (record, _input, context) => breach(record, context),
    answer: () => 'Logged.',
  }),
};

/** The lead changes, or somebody answers for them. */
const handingOver = {
  cover: command({
    by: ['lead', 'deputy', 'sponsor'],
    input: CoverInput,
    to: 'same',
    refuse: (record, { personId, until }) => {
      if (personId === record.lead?.id) return 'That is the lead. Choose who answers instead.';
      return until < record.asOf ? 'That day is past. Choose the last day of the cover.' : null;
    },
    set: (_record, { personId, until }) => ({ fields: { coverId: personId, coverUntil: until } }),
    restartsClock: true,
    tell: { cover: 'covers', sponsor: 'covers' },
    answer: ({ cover }) =>
      cover
        ? `${cover.person.name} is asked for the check-ins until ${formatDate(cover.until)}, and then you again.`
        : 'Nobody covers.',
  }),
  endCover: command({
    by: ['lead', 'deputy', 'sponsor', 'cover'],
    to: 'same',
    label: 'End the cover',
    restartsClock: true,
    spent: ({ cover }) => cover === null,
    refuse: ({ cover }) => (cover ? null : 'Nobody covers at present.'),
    set: () => ({ fields: { coverId: null, coverUntil: null } }),
    tell: { lead: 'coverOver' },
    answer: record => `${leadName(record)} is asked again.`,
  }),
  nameLead: nameLead(),
};

/** Another lead, whoever led before having left or handed over. On the card itself where there is no "More". */
export function nameLead(label?: string) {
  return command({
    by: ['sponsor', 'chair'],
    input: LeadInput,
    to: 'same',
    ...(label ? { label } : { restartsClock: true }),
    refuse: (record, { leadId }) => noSponsorLeads(record, leadId),
    set: (_record, { leadId, deputyId = null }) => ({
      fields: { leadId, deputyId, coverId: null, coverUntil: null },
    }),
    tellBefore: { lead: 'newLead' },
    tell: { lead: 'youLead', deputy: 'youLead', sponsor: 'newLead', members: 'newLead' },
    answer: record =>
      record.state === 'active'
        ? `${leadName(record)} leads it now and is asked for the check-ins.`
        : `${leadName(record)} leads it now, and has been told.`,
  });
}

/** The chair is to decide something, and there is none: those who can see to it that one is named are told. */
export const chairMissing = command({
  by: ['system'],
  to: 'same',
  tell: { coordinatorsForChair: 'chairMissing' },
});

/** Ending a group before it has reported. */
export const stop = command({
  by: ['sponsor', 'chair', 'system'],
  input: ReasonInput,
  to: 'stopped',
  label: 'Stop it early',
  reason: () => null,
  set: () => ({ releaseDays: true }),
  follow: record => [...withdrawPrompt(record), ...lapseException(record), ...takeBackQuestions(record)],
  tell: { lead: 'stopped', deputy: 'stopped', members: 'stopped' },
  answer: record => `${record.title} is stopped, and the lead has been told.`,
});

const looks = {
  terms: {
    by: ['members', 'chair', 'boardMembers', 'coordinators', 'lead', 'deputy', 'sponsor'],
    label: 'Terms of reference',
  },
  more: { by: ['lead', 'deputy', 'sponsor', 'chair', 'coordinators'], label: 'More' },
} as const;

const active: GroupStateSpec = {
  says: 'It works; the lead answers a prompt every so many school days, at the hour that suits.',
  accepts: {
    prompt: command({
      by: ['system'],
      to: 'same',
      note: 'Never on a closed day, nor in test week: then the next open Tuesday to Thursday.',
      restartsClock: true,
      follow: prompt,
      tell: { sponsorWithoutLead: 'noLead', officesWithoutSponsor: 'noSponsor' },
    }),
    checkedIn: command({
      by: ['system'],
      to: 'same',
      note: 'An answer ends a run of misses. Red, or days beyond tolerance, goes to the sponsor.',
      set: () => ({ fields: { missesInARow: 0 } }),
      follow: (record, _input, context) => breach(record, context),
      tell: { boardChannel: 'highlight' },
    }),
    corrected: command({
      by: ['system'],
      to: 'same',
      note: 'The line in the channel shows the answer that counts.',
      follow: (record, _input, context) => breach(record, context),
    }),
    missed: command({
      by: ['system'],
      to: 'same',
      note: 'Never in a channel; the sponsor hears of the first with the day’s other news.',
      set: oneMoreMiss,
      tell: { sponsor: 'oneMissed' },
    }),
    missedTwice: command({
      by: ['system'],
      to: 'same',
      set: oneMoreMiss,
      tell: { sponsor: 'twoMissed' },
      note: "The second in a row goes to the sponsor at once, and onto the chair's list.",
    }),
    missedAgain: command({
      by: ['system'],
      to: 'same',
      set: oneMoreMiss,
      tell: { sponsor: 'twoMissed', chair: 'threeMissed', coordinatorsForChair: 'threeMissed' },
      note: "From the third on it stands on the board's next agenda.",
    }),
    milestoneDone: command({
      by: ['lead', 'deputy', 'cover'],
      input: MilestoneInput,
      to: 'same',
      label: 'Milestone done',
      note: 'A slip of the finger is taken back with "Not done after all".',
      refuse: (record, input) =>
        openMilestone(record, input) ? null : 'That milestone is already done, or is not one of this group.',
      set: (_record, { milestoneId }, { today }) => ({ doneMilestone: { id: milestoneId, on: today } }),
      answer: () => 'Marked as done. If that was a slip, press More, then "Not done after all".',
    }),
    milestoneReopened: command({
      by: ['lead', 'deputy', 'cover'],
      input: MilestoneInput,
      to: 'same',
      refuse: ({ milestones }, { milestoneId }) =>
        milestones.some(({ id, doneOn }) => id === milestoneId && doneOn)
          ? null
          : 'That milestone is not marked as done, or is not one of this group.',
      spent: ({ milestones }) => !milestones.some(({ doneOn }) => doneOn),
      set: (_record, { milestoneId }) => ({ reopenMilestone: milestoneId }),
      follow: (record, _input, context) => breach(record, context),
      answer: () => 'It is open again, by the date it had.',
    }),
    forecast: command({
      by: ['lead', 'deputy', 'cover'],
      input: ForecastInput,
      to: 'same',
      label: 'A milestone slips',
      note: 'Beyond tolerance the sponsor decides.',
      refuse: (record, input) =>
        openMilestone(record, input) ? null : 'That milestone is already done, or is not one of this group.',
      set: (_record, { milestoneId, on }) => ({ forecastMilestone: { id: milestoneId, on } }),
      follow: (record, _input, context) => breach(record, context),
      answer: record =>
        openException(record)
          ? 'Noted. That is beyond tolerance, so your sponsor is asked to decide within five working days.'
          : 'Noted; it is within tolerance.',
    }),
    replan: command({
      by: ['lead', 'deputy'],
      input: ForecastInput,
      to: 'same',
      label: 'Move a milestone',
      note: 'After the sponsor has said "replan"; the first date is kept.',
      refuse: (record, input) => {
        const milestone = openMilestone(record, input);
        if (!milestone) return 'That milestone is already done, or is not one of this group.';
        const last = record.exceptions.at(-1);
        if (last?.decision !== 'replan' && last?.decision !== 'extend')
          return 'A date is moved after the sponsor has decided so. Press "A milestone slips" to ask.';
        return input.on > record.endsOn
          ? `The group ends on ${formatDate(record.endsOn)}; a milestone must fall before that.`
          : null;
      },
      spent: ({ exceptions }) => !['replan', 'extend'].includes(exceptions.at(-1)?.decision ?? ''),
      set: (record, { milestoneId, on }) => {
        const was = openMilestone(record, { milestoneId })?.dueOn ?? on;
        return { moveMilestone: { id: milestoneId, on, was } };
      },
      answer: () => 'Moved. The first date is kept beside it.',
    }),
    raiseException: command({
      by: ['lead', 'deputy'],
      input: ReasonInput,
      to: 'same',
      label: 'Ask the sponsor to decide',
      reason: () => null,
      refuse: record =>
        openException(record)
          ? 'The sponsor has been asked already and decides within five working days.'
          : null,
      follow: (record, { reason }) => [
        {
          kind: 'exception',
          id: null,
          command: 'raise',
          input: { groupId: record.id, cause: 'lead', what: reason },
        },
      ],
      answer: record => `${record.sponsor.name} is asked to decide within five working days.`,
    }),
    ...days,
    ...settings,
    ...handingOver,
    ...extending,
    nameSponsor: nameSponsor(),
    chairMissing,
    pause: command({
      by: ['sponsor', 'chair'],
      input: PauseInput,
      to: 'paused',
      reason: (_record, { until }) => `until ${until}`,
      note: 'The end moves by as long as the pause lasts.',
      refuse: (record, { until }, { today, personId }) => {
        if (until <= today) return 'Choose a day after today on which it goes on.';
        const endsOn = addDays(record.endsOn, daysFrom(today, until));
        return endsOn > sponsorsLimit(record) && !isChair(record, personId)
          ? `That would put its end more than six months beyond the agreed one, to ${formatDate(endsOn)}. The chair can pause it for so long.`
          : null;
      },
      set: (record, { until }, { today, calendars }) => ({
        fields: {
          pausedUntil: until,
          endsOn: calendars.default.nextSchoolDay(addDays(record.endsOn, daysFrom(today, until))),
        },
      }),
      follow: withdrawPrompt,
      tell: { lead: 'paused', deputy: 'paused', sponsor: 'paused' },
      answer: record =>
        `${record.title} is paused until ${formatDate(record.pausedUntil ?? record.endsOn)}; nobody is asked meanwhile.`,
    }),
    writeHighlight: command({
      by: ['lead', 'deputy', 'coordinators', 'chair', 'system'],
      to: 'same',
      label: 'Highlight report',
      refuse: ({ highlights }) =>
        highlights.some(({ state }) => state === 'drafted')
          ? 'A highlight report is being written already.'
          : null,
      follow: ({ id }) => [{ kind: 'highlight', id: null, command: 'write', input: { groupId: id } }],
      answer: record =>
        `A highlight report is drafted from the check-ins; ${leadName(record)} can change it.`,
    }),
    reportWanted: command({
      by: ['system'],
      input: ReportWanted,
      to: 'same',
      note: 'Ten school days before a meeting of its board, or of one above; not twice from the same check-ins.',
      follow: (record, { neededOn }) =>
        hasNews(record)
          ? [{ kind: 'highlight', id: null, command: 'write', input: { groupId: record.id, neededOn } }]
          : [],
    }),
    beginReport: command({
      by: ['lead', 'system'],
      to: 'draftReport',
      label: 'Begin the report',
      confirm: 'Begin the closing report now? Check-ins stop, and the group works on only if it is extended.',
      follow: withdrawPrompt,
      answer: () => 'The report is drafted from what is on record. Write over what you know better.',
    }),
    stop,
  },
  shows: looks,
  due: [
    { name: 'prompt', when: { on: nextPromptOn }, at: { of: record => record.promptTime }, run: 'prompt' },
    ...[40, 20].map(n => ({
      name: `end${n}`,
      when: { before: schoolDays(n), of: (record: GroupRecord) => record.endsOn },
      tell: { lead: 'endNear', sponsor: 'endNear' } as const,
    })),
    { name: 'coverOver', when: { on: coverOver }, tell: { lead: 'coverOver', cover: 'coverOver' } },
    { name: 'report', when: { before: schoolDays(15), of: record => record.endsOn }, run: 'beginReport' },
  ],
};

function coverOver({ cover }: GroupRecord): LocalDate | null {
  return cover?.until ?? null;
}

const paused: GroupStateSpec = {
  says: 'It rests; nobody is asked until it goes on.',
  accepts: {
    resume: command({
      by: ['sponsor', 'chair', 'system'],
      to: 'active',
      label: 'Go on',
      set: () => ({ fields: { pausedUntil: null } }),
      tell: { lead: 'resumed', deputy: 'resumed', sponsor: 'resumed' },
      answer: record => `${record.title} goes on; it reports by ${formatDate(record.endsOn)}.`,
    }),
    ...extending,
    nameLead: nameLead(),
    nameSponsor: nameSponsor(),
    chairMissing,
    stop,
  },
  shows: looks,
  due: [{ name: 'resume', when: { on: record => record.pausedUntil }, at: '08:30', run: 'resume' }],
};

/** The states in which a group works. */
export const working = { active, paused };

/** Whether a day leaves the group time to work before its report is due again. */
export function worksAgain(endsOn: LocalDate, { today, calendars }: DecideContext): boolean {
  return dueDate(endsOn, schoolDays(15), calendars.default, 'before').date > today;
}
