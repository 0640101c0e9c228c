import { hours, workingDays } from '../../calendar/units.js';
import { type FollowUp, SYSTEM } from '../../workflow/workflow.js';
import { BEFORE_VISIT_ENDS, ENDED } from '../record.js';
import { MendInput } from './inputs.js';
import { command, part } from './part.js';
import { basisOf, type CycleRecord, toMend } from './record.js';

/**
 * Reviews and answers settled in one transaction: a county's plan takes many, and between two of them others are let
 * in. What is left is due at once as a row of the clock, so a restart goes on where it was.
 */
const SETTLED_AT_ONCE = 40;

/** Working days after which it is looked again for schools and people that have gone: soon enough before a visit. */
const LEAVERS_EVERY = 1;

/** What publishing has still to do: to settle the answers, and to start a review for every school of the plan. */
const unpublished = ({ id, entries, plan, reviews }: CycleRecord): readonly FollowUp[] => {
  const started = new Set(reviews.map(review => review.hostId));
  return [
    ...entries.flatMap(({ id: entryId, state }) => {
      const settle = state === 'optedIn' ? 'include' : state === 'asked' ? 'lapse' : null;
      return settle ? [{ kind: 'entry', id: entryId, command: settle, input: {} }] : [];
    }),
    ...(plan?.visits ?? [])
      .filter(({ school }) => !started.has(school.id))
      .map(({ school, on, startsPm, halfDays, team, observers, why, warnings }) => ({
        kind: 'review',
        id: null,
        command: 'propose',
        input: {
          cycleId: id,
          schoolId: school.id,
          on,
          startsPm,
          halfDays,
          team: team.map(member => ({
            personId: member.person.id,
            schoolId: member.school.id,
            role: member.role,
          })),
          observers: observers.map(each => ({ personId: each.person.id, schoolId: each.school.id })),
          why: [...why, ...warnings],
        },
      })),
  ];
};

/** The next of it. */
export const publishSome = (record: CycleRecord): readonly FollowUp[] =>
  unpublished(record).slice(0, SETTLED_AT_ONCE);

/** Where publishing some of it leads. */
export const afterSome = (record: CycleRecord): 'publishing' | 'running' =>
  unpublished(record).length > SETTLED_AT_ONCE ? 'publishing' : 'running';

const cancelAll = (record: CycleRecord): readonly FollowUp[] => [
  ...record.entries.flatMap(({ id, state }) =>
    state === 'asked' || state === 'optedIn' ? [{ kind: 'entry', id, command: 'cancel', input: {} }] : [],
  ),
  // A review whose report is with the school has taken place: it goes on to its follow-up.
  ...record.reviews.flatMap(({ id, state }) =>
    BEFORE_VISIT_ENDS.includes(state) ? [{ kind: 'review', id, command: 'cancel', input: {} }] : [],
  ),
];

export const cancel = command({
  by: ['programmeLead', 'organiser'],
  to: 'cancelled',
  label: 'Cancel the cycle',
  style: 'danger',
  confirm: 'Cancel the whole cycle? Every school in it is told, and reviews to come are cancelled.',
  follow: cancelAll,
  tell: { clusterLead: 'cancelled' },
  answer: record => `${record.name} is cancelled, and every school in it has been told.`,
});

/**
 * Schools that have closed or left the partnership are out of it, and people who have left are on no team. Whoever has
 * changed school is looked at anew (DOMAIN 2.3).
 */
const whoHasGone = (record: CycleRecord): readonly FollowUp[] => [
  ...record.entries.flatMap(({ id, state, gone }) =>
    state === 'included' && gone ? [{ kind: 'entry', id, command: 'withdraw', input: {} }] : [],
  ),
  ...record.leavers.map(
    ({ reviewId, personId }): FollowUp => ({
      kind: 'review',
      id: reviewId,
      command: 'lose',
      input: { personId },
      mayBeTooLate: true,
    }),
  ),
  ...record.movers.map(
    ({ reviewId, personId, schoolId, conflict, observes }): FollowUp => ({
      kind: 'review',
      id: reviewId,
      command: observes && conflict ? 'observerMoved' : conflict ? 'movedInto' : 'moved',
      input: { personId, schoolId },
      mayBeTooLate: true,
    }),
  ),
];

const mend = command({
  by: ['programmeLead', 'organiser'],
  input: MendInput,
  prepared: true,
  to: 'same',
  label: 'Find places and replacements',
  style: 'primary',
  spent: record => !toMend(record),
  refuse: (record, { basis }) =>
    basis === basisOf(record.entries)
      ? null
      : 'An answer came in while this was being worked out. Please press again.',
  follow: (_record, { repaired, placed }) => [
    ...placed.flatMap(({ entryId, plan }): FollowUp[] => [
      { kind: 'entry', id: entryId, command: 'place', input: {} },
      ...(plan ? [{ kind: 'review', id: null, command: 'propose', input: plan }] : []),
    ]),
    ...repaired.map(
      ({ reviewId, plan }): FollowUp => ({
        kind: 'review',
        id: reviewId,
        command: 'repair',
        input: plan,
        mayBeTooLate: true,
      }),
    ),
  ],
  note: 'A school that joined late gets a team and a day, a team that lost somebody a replacement. All other reviews stay as they are; asked are only those who are new, or whose day moves.',
  answer: (record, { repaired, placed }) => {
    const open = [
      ...record.entries.filter(({ state }) => state === 'optedIn').map(({ school }) => school.name),
      ...record.reviews.filter(({ state }) => state === 'replacing').map(({ host }) => host),
    ];
    return [
      ...(placed.length > 0
        ? [`${placed.length} school${placed.length === 1 ? ' has its' : 's have their'} place.`]
        : []),
      ...(repaired.length > 0
        ? [`${repaired.length} team${repaired.length === 1 ? ' has a' : 's have'} replacement.`]
        : []),
      'Only those whom this changes are asked.',
      ...(open.length > 0
        ? [`Nobody could be found yet for ${open.join(', ')}: ask a school for another reviewer.`]
        : []),
    ].join(' ');
  },
});

/** What a board may know (DOMAIN 2.6): those who run the cycle read it before they say it. */
export const totals = { by: ['programmeLead', 'organiser', 'clusterLead'], label: 'Totals' } as const;

/** From the press that publishes the plan until the last review has ended. */
export const running = part({
  publishing: {
    says: 'The plan is being published, some schools at a time; it goes on by itself.',
    now: ({ reviews, plan }) => `${reviews.length} of ${plan?.visits.length ?? 0} reviews have been started.`,
    accepts: {
      publishMore: command({
        by: [SYSTEM],
        to: ['same', 'running'],
        restartsClock: true,
        next: record => (afterSome(record) === 'running' ? 'running' : 'same'),
        follow: publishSome,
      }),
      cancel,
    },
    due: [{ name: 'more', when: { after: hours(0) }, run: 'publishMore' }],
  },

  running: {
    says: 'The reviews run; schools can still join or leave. The cycle closes with the last review.',
    now: ({ reviews }) =>
      `${reviews.filter(review => ENDED.includes(review.state)).length} of ${reviews.length} reviews have ended.`,
    waitsOn: ['mender'],
    shows: {
      board: { by: ['programmeLead', 'organiser', 'clusterLead'], label: 'Who is waited on' },
      map: { by: ['programmeLead', 'organiser'], label: 'Who reviews whom' },
      plan: { by: ['programmeLead', 'organiser'], label: 'The plan as published' },
      totals,
    },
    accepts: {
      mend,
      reviewEnded: command({
        by: [SYSTEM],
        to: ['same', 'closed'],
        next: ({ reviews }) => (reviews.every(review => ENDED.includes(review.state)) ? 'closed' : 'same'),
        follow: ({ state, entries }) =>
          state === 'closed'
            ? entries.flatMap(entry =>
                entry.state === 'optedIn'
                  ? [{ kind: 'entry', id: entry.id, command: 'closeUnplaced', input: {} }]
                  : [],
              )
            : [],
      }),
      answerChanged: command({ by: [SYSTEM], to: 'same' }),
      lookForLeavers: command({ by: [SYSTEM], to: 'same', restartsClock: true, follow: whoHasGone }),
      cancel,
    },
    due: [
      { name: 'leavers', when: { after: workingDays(LEAVERS_EVERY) }, at: '07:30', run: 'lookForLeavers' },
    ],
  },
});
