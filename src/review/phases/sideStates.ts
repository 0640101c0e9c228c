import type { z } from 'zod';
import { formatDate } from '../../calendar/localDate.js';
import { schoolDays, workingDays } from '../../calendar/units.js';
import { type FollowUp, SYSTEM } from '../../workflow/workflow.js';
import { awaitedPeople, membersBehind } from '../acceptance.js';
import { HAS_LEFT, HAS_MOVED, type PostponeReason, SCHOOL_WITHDREW } from '../codes.js';
import { refuseDate } from '../dates.js';
import { DateInput, DeclineInput, LoseInput, MovedInput, PostponeInput } from '../inputs.js';
import type { Observer, ReviewRecord, ReviewState } from '../record.js';
import type { Changes } from '../terms.js';
import { SAFEGUARDING_ROUTE } from '../words.js';
import { observersUndated, observing } from './observing.js';
import { command, phase } from './phase.js';

// What can come between at several points of a review (DOMAIN 2.4, side states).

/** A running cycle closes with its last review. */
export const tellCycle = (record: ReviewRecord): readonly FollowUp[] =>
  record.cycle.state === 'running'
    ? [{ kind: 'cycle', id: record.cycle.id, command: 'reviewEnded', input: {} }]
    : [];

export const cancel = command({
  by: ['programmeLead', 'organiser', SYSTEM],
  to: 'cancelled',
  label: 'Cancel this review',
  style: 'danger',
  confirm: 'Cancel this review? The host and the team are told.',
  follow: tellCycle,
  answer: record => `${record.reference} is cancelled, and everybody in it has been told.`,
});

/** The day did not hold: it is kept as refused, and everybody will be asked about the next one. */
export const putOff = (record: ReviewRecord, reason: PostponeReason): Changes => ({
  fields: {
    postponedFor: reason,
    on: null,
    startsPm: false,
    refusedDates: record.on ? [...record.refusedDates, record.on] : record.refusedDates,
    // What belongs to the day is done again for the next one; what was agreed about the school stays.
    briefedOn: null,
    goneAheadOn: null,
    sessionsSaid: 0,
  },
});

export const postponedAnswer = ({ offeredDates }: ReviewRecord): string =>
  `It is postponed. The team is told that it is, not why: the reason goes to the lead reviewer and to those who run the programme. ${
    offeredDates.length > 0
      ? `Days on which everybody could: ${offeredDates.map(day => formatDate(day, 'short')).join(', ')}. Choose one here, or leave it to the programme lead.`
      : 'The programme lead looks for another day.'
  }`;

export const postpone = command({
  by: ['hostHead', 'leadReviewer', 'programmeLead', 'organiser'],
  input: PostponeInput,
  to: 'postponed',
  label: 'Postpone',
  set: (record, { reason }) => putOff(record, reason),
  note: 'The review keeps its place in the cycle; the reason is shown to lead reviewer and programme lead alone.',
  answer: postponedAnswer,
});

export const hadTheCall = command({
  by: ['hostHead'],
  to: 'postponed',
  label: "We've had the call",
  confirm: 'Postpone this review? Only the lead reviewer and those who run the programme see why.',
  set: record => putOff(record, 'ofsted'),
  note: 'Three days on which everybody could are offered at once.',
  answer: postponedAnswer,
});

export const notHeld = command({
  by: ['hostHead', 'leadReviewer', 'programmeLead', 'organiser'],
  input: PostponeInput,
  to: 'postponed',
  label: 'It did not take place',
  set: (record, { reason }) => putOff(record, reason),
  answer: postponedAnswer,
});

export const stepDown = command({
  by: ['leadReviewer', 'peerReviewer', 'reviewerHead'],
  input: DeclineInput,
  to: 'replacing',
  label: 'I can no longer come',
  set: (record, { reason }, { personId }) => ({
    leave: { memberIds: membersBehind(record, personId ?? 0).map(member => member.id), reason },
    fields: { briefedOn: null },
  }),
  note: 'Only a replacement and their head are asked; the day and the others stay.',
  answer: () => 'Thank you for saying so early. The programme lead looks for somebody else.',
});

type Gone = z.infer<typeof LoseInput>;

/** Of these people, those who are gone. */
const lost = (people: readonly Observer[], gone: Gone): readonly number[] =>
  people
    .filter(({ school, person }) =>
      'schoolId' in gone ? school.id === gone.schoolId : person.id === gone.personId,
    )
    .map(({ id }) => id);

/** A school that leaves the cycle takes its people with it, as does whoever leaves their post; the day stays. */
export const lose = command({
  by: [SYSTEM],
  input: LoseInput,
  to: ['replacing', 'same'],
  // For an observer nobody is looked for.
  next: ({ team }, gone) => (lost(team, gone).length > 0 ? 'replacing' : 'same'),
  set: ({ team, observers }, gone) => ({
    leave: {
      memberIds: lost([...team, ...observers], gone),
      reason: 'schoolId' in gone ? SCHOOL_WITHDREW : HAS_LEFT,
    },
    ...(lost(team, gone).length > 0 && { fields: { briefedOn: null, postponedFor: null } }),
  }),
});

/** The members that are this person. */
const memberIds = ({ team }: ReviewRecord, personId: number): number[] =>
  team.filter(({ person }) => person.id === personId).map(({ id }) => id);

/** Whoever changes school stays on the team where nothing forbids it; it is their new head now who can spare them. */
export const moved = command({
  by: [SYSTEM],
  input: MovedInput,
  to: 'same',
  set: (record, { personId, schoolId }) => ({
    rehome: { memberIds: [...memberIds(record, personId), ...observing(record, personId)], schoolId },
  }),
  tell: { unasked: 'colleagueReviews' },
  // Who heads the new school releases themselves: that may have been all that was waited for.
  follow: record =>
    record.state === 'proposed' && awaitedPeople(record).length === 0
      ? [{ kind: 'review', id: record.id, command: 'settle', input: {} }]
      : [],
  note: 'Somebody on the team works at another school now; the head there is told and can still say no.',
});

/** Where their new post forbids it, somebody else is looked for; what forbids it is said to nobody (DOMAIN 2.3). */
export const movedInto = command({
  by: [SYSTEM],
  input: MovedInput,
  to: 'replacing',
  set: (record, { personId }) => ({
    leave: { memberIds: memberIds(record, personId), reason: HAS_MOVED },
    fields: { briefedOn: null, postponedFor: null },
  }),
  tellBefore: { leadReviewer: 'memberMoved', peerReviewer: 'memberMoved' },
  note: 'The same where a rule of DOMAIN 2.3 keeps them from this school now.',
});

export const setDate = command({
  by: ['programmeLead', 'organiser', 'hostHead', 'leadReviewer'],
  input: DateInput,
  to: 'proposed',
  label: 'Choose a day',
  refuse: (record, { on }, { calendars, today }) => refuseDate(record, on, calendars, today),
  set: (record, { on }, { personId }) => ({
    fields: {
      on,
      startsPm: false,
      postponedFor: null,
      // Who chooses the day has said yes to it.
      ...(record.hostHeadIds.includes(personId ?? 0) && { hostAnswer: 'yes' }),
    },
    askAgain: true,
    yes: {
      own: record.team.filter(member => member.person.id === personId).map(member => member.id),
      release: record.team.filter(member => member.headIds.includes(personId ?? 0)).map(member => member.id),
    },
  }),
  answer: record =>
    `${record.on ? formatDate(record.on) : 'The day'} is proposed; the host head and the team are asked.`,
});

/** From the visit until the report is out, whoever sees something is shown where to go with it. */
export const safeguarding = command({
  by: ['hostHead', 'leadReviewer', 'peerReviewer', 'observer'],
  to: 'safeguardingHold',
  label: 'A safeguarding concern?',
  confirm:
    'Pause this review and see whom to tell? Write nothing about it here: only that the route was shown is recorded.',
  set: record => ({ fields: { heldFrom: record.state } }),
  note: 'Nothing but this command is recorded, and nobody else is told why it is paused (DOMAIN 2.4).',
  answer: () => SAFEGUARDING_ROUTE,
});

/** Where a hold can have begun, and so leads back to. */
export const HOLDABLE = [
  'inProgress',
  'feedbackDue',
  'feedbackGiven',
  'draftReport',
  'factCheck',
  'finalising',
] as const satisfies readonly ReviewState[];

export const sideStates = phase({
  postponed: {
    says: 'It is put off; another day is chosen within 10 school days.',
    tell: {
      leadReviewer: 'postponedWhy',
      programmeLead: 'postponedWhy',
      hostHead: 'postponed',
      peerReviewer: 'postponed',
      reviewerHead: 'postponed',
      hostLead: 'postponed',
      observer: 'postponed',
    },
    waitsOn: ['programmeLead'],
    accepts: { setDate, lose, moved, movedInto, ...observersUndated, cancel },
    deadline: 'newDate10',
    due: [
      {
        name: 'newDate5',
        when: { after: schoolDays(5), calendar: 'host' },
        tell: { programmeLead: 'newDateDue' },
      },
      {
        name: 'newDate10',
        when: { after: schoolDays(10), calendar: 'host' },
        tell: { programmeLead: 'newDateDue' },
      },
    ],
  },

  safeguardingHold: {
    // Neutral on purpose: whoever is not meant to know reads this too.
    says: 'It is paused; the programme lead says when it goes on.',
    tell: { programmeLead: 'held' },
    waitsOn: ['programmeLead'],
    accepts: {
      resume: command({
        by: ['programmeLead', 'organiser'],
        to: HOLDABLE,
        label: 'Go on with the review',
        style: 'primary',
        next: ({ heldFrom }) => HOLDABLE.find(state => state === heldFrom) ?? 'feedbackDue',
        set: () => ({ fields: { heldFrom: null } }),
        answer: record => `${record.reference} goes on where it was.`,
      }),
      cancel,
    },
    deadline: 'remind2',
    due: [
      { name: 'remind2', when: { after: workingDays(2) }, tell: { programmeLead: 'holdStands' } },
      { name: 'remind5', when: { after: workingDays(5) }, tell: { programmeLead: 'holdStands' } },
    ],
  },

  cancelled: {
    says: 'It does not take place.',
    ends: true,
    tell: {
      hostHead: 'cancelled',
      hostLead: 'cancelled',
      leadReviewer: 'cancelled',
      peerReviewer: 'cancelled',
      observer: 'cancelled',
      reviewerHead: 'cancelled',
      programmeLead: 'cancelled',
    },
    accepts: {},
  },
});
