import { addMonths, formatDate, type LocalDate } from '../calendar/localDate.js';
import { londonDate } from '../calendar/london.js';
import { calendarDays } from '../calendar/units.js';
import { DESIGNATION, LOOK } from '../network/designations.js';
import { type DecideContext, SYSTEM, workflowOf } from '../workflow/workflow.js';
import { callFor, nextLook, possibleHomes } from './calls.js';
import { CallInput, EndInput, MoveInput, RenewInput } from './inputs.js';
import {
  CALLS,
  type DesignationChanges,
  type DesignationNotice,
  type DesignationRecord,
  type DesignationRole,
  type DesignationState,
  type Trigger,
} from './record.js';

const { command, table } = workflowOf<
  DesignationRecord,
  DesignationState,
  DesignationRole,
  DesignationNotice,
  DesignationChanges
>();

/** How long before its review a designation is spoken of, in calendar days (DOMAIN 3.1: -60, -30, 0). */
const WARN_DAYS = [60, 30] as const;

/** Reviews are decided by panels that meet three times a year (DOMAIN 3.1): a third of a year is the longest. */
const REVIEW_TAKES = calendarDays(122);

/** How long a coordinator has until they are reminded of one that waits on them. */
const REMIND_AFTER = calendarDays(28);

/** The farthest a review is put off, in months: five years. */
const FARTHEST_MONTHS = 60;

const OFFICE: readonly DesignationRole[] = ['coordinators', 'programmeLead'];

const entered = ({ enteredAt }: DesignationRecord): LocalDate => londonDate(enteredAt);

/** Deployments go on with the school that released them until the new one is asked (src/support/inputs.ts). */
const askNewHome = ({ deployments, home }: DesignationRecord) =>
  deployments
    .filter(({ releasedById }) => releasedById !== home.id)
    .map(({ id }) => ({
      kind: 'support',
      id,
      command: 'leaderMoved',
      input: {},
      mayBeTooLate: true as const,
    }));

/** Renewed for a time, at the school where the leader is now. */
const renew = (label: string) =>
  command({
    by: OFFICE,
    input: RenewInput,
    to: 'active',
    label,
    style: 'primary',
    restartsClock: true,
    note: 'Late, too: from that moment the leader is in new matches again.',
    refuse: (record, { reviewDue, homeId }, { today }) => {
      if (reviewDue <= today) return 'The next review lies ahead. Give a later day.';
      if (reviewDue > addMonths(today, FARTHEST_MONTHS))
        return `A designation is looked at again within five years: by ${formatDate(addMonths(today, FARTHEST_MONTHS))}.`;
      if (record.state === 'active' && reviewDue === record.reviewDue)
        return `It is renewed until ${formatDate(reviewDue)} already.`;
      return homeId !== undefined && !possibleHomes(record, today).some(({ id }) => id === homeId)
        ? 'The leader has no role on record at that school. Open the form again and choose from the list.'
        : null;
    },
    set: (_record, { reviewDue, homeId }, { today }) => ({
      reviewDue,
      renewedOn: today,
      trigger: null,
      endedReason: null,
      ...(homeId !== undefined && { homeId }),
    }),
    follow: askNewHome,
    answer: record =>
      `${record.leader.name} is designated as ${record.typeCode}${record.reviewDue ? ` until ${formatDate(record.reviewDue)}` : ''}. They and the home head are told.`,
  });

const callReview = command({
  by: OFFICE,
  input: CallInput,
  to: 'underReview',
  label: 'Call for a review',
  note: 'For eligibility lost or misconduct alone (DOMAIN 3.1). What it is about stays with the coordinators.',
  set: (_record, { reason }) => ({ trigger: reason }),
  reason: (_record, { reason }) => reason,
  answer: record =>
    `${record.leader.name}'s designation is under review: no new matches, deployments go on. They and the home head are told that, and not why: speak to them.`,
});

const reportMove = command({
  by: ['leader', 'homeHead', 'coordinators'],
  input: MoveInput,
  to: 'underReview',
  label: 'Has changed school',
  refuse: (record, { schoolId }) =>
    schoolId === record.home.id ? `${record.home.name} is the home school already.` : null,
  set: (record, { schoolId }): DesignationChanges =>
    schoolId === undefined
      ? { trigger: alsoCalled(record, 'left') }
      : { trigger: alsoCalled(record, 'moved'), homeId: schoolId },
  follow: askNewHome,
  note: 'An import of people in which the leader works elsewhere does the same by itself.',
  answer: record =>
    `Noted: ${record.home.name} is the home school on record. The designation is looked at again, and counts for no new match meanwhile; deployments go on.`,
});

const end = command({
  by: OFFICE,
  input: EndInput,
  to: 'ended',
  label: 'End it',
  style: 'danger',
  set: (_record, { reason }) => ({ endedReason: reason, trigger: null }),
  reason: (_record, { reason }) => reason,
  answer: record =>
    `${record.leader.name} is no longer designated as ${record.typeCode}. They and the home head are told. Deployments under way go on; replace the leader there if they should not.`,
});

const standDown = command({
  by: ['leader'],
  to: 'ended',
  label: 'Stand down',
  style: 'danger',
  confirm: 'Give up this designation? You are asked for nothing new; what you are deployed to goes on.',
  set: () => ({ endedReason: 'stoodDown', trigger: null }),
  answer: () =>
    'You have stood down: thank you for what you have done. The coordinator and your head are told. What you are deployed to goes on.',
});

/** What is on record about the leader and the home school is looked at anew. */
const look = command({
  by: [SYSTEM],
  to: ['same', 'underReview', 'ended'],
  restartsClock: true,
  next: (record, _input, { today }) => {
    if (record.gone) return 'ended';
    return record.state === 'active' && callFor(record, today) ? 'underReview' : 'same';
  },
  set: (record, _input, context) => lookedAt(record, context),
  follow: askNewHome,
  note: 'After an import of people, concerns or designations, and on the day on which a role on record begins or ends. A leader who has left ends it.',
});

function lookedAt(record: DesignationRecord, { today }: DecideContext): DesignationChanges {
  if (record.gone) return { endedReason: 'gone', trigger: null };
  const call = callFor(record, today);
  if (!call || (record.state !== 'active' && !call.newHome)) return {};
  return {
    trigger: alsoCalled(record, call.trigger),
    ...(call.newHome && { homeId: call.newHome.id }),
  };
}

/** What a coordinator has called a review for is not forgotten because the leader moves meanwhile. */
function alsoCalled({ trigger }: DesignationRecord, event: Trigger): Trigger {
  return CALLS.find(call => call === trigger) ?? event;
}

function isAhead({ reviewDue }: DesignationRecord, today: LocalDate): boolean {
  return reviewDue === null || reviewDue >= today;
}

/** Scheduled for the next day that is on record already; imports ask for it at once (src/network/designations.ts). */
const lookAgain = {
  name: LOOK,
  when: {
    past: calendarDays(0),
    of: (record: DesignationRecord) => nextLook(record, record.today),
  },
  at: '00:10',
  run: 'look',
} as const;

const everybody = (notice: DesignationNotice) =>
  ({ leader: notice, homeHead: notice, coordinators: notice }) as const;

/**
 * A designation of a system leader (DOMAIN 3.1): it counts until its review, is warned of 60 and 30 days before and on
 * the day, and expires when nobody renews it; some events call for a review sooner. While it is expired or under
 * review the leader is in no new match, and what they are deployed to goes on. Its term and its reviews are local.
 */
export const designationWorkflow = table({
  kind: DESIGNATION,
  title: 'Designation',

  roles: {
    leader: { title: 'the leader', people: record => [record.leader.id] },
    homeHead: {
      title: 'the home head',
      people: record => record.homeHeadIds.filter(id => id !== record.leader.id),
    },
    coordinators: { title: 'a coordinator', people: record => record.coordinatorIds, side: 'office' },
    programmeLead: { title: 'the programme lead', people: record => record.programmeLeadIds, side: 'office' },
  },

  states: {
    new: {
      says: 'Designations come from the list of the designating body: import designations.',
      accepts: {},
    },

    active: {
      says: 'The leader may be matched, until the review at the latest.',
      now: record =>
        record.reviewDue
          ? `The designation counts until ${formatDate(record.reviewDue)}.`
          : 'The designation counts.',
      tell: { leader: 'renewed', homeHead: 'renewed' },
      accepts: {
        renew: { ...renew('Renew'), tell: { leader: 'renewed', homeHead: 'renewed' } },
        reportMove,
        callReview,
        end,
        standDown,
        look,
        expire: command({ by: [SYSTEM], to: 'expired' }),
      },
      due: [
        ...WARN_DAYS.map(n => ({
          name: `due${n}`,
          when: { before: calendarDays(n), of: (record: DesignationRecord) => record.reviewDue },
          tell: everybody('dueSoon'),
        })),
        {
          name: 'dueToday',
          when: { past: calendarDays(0), of: record => record.reviewDue },
          at: '08:00',
          tell: everybody('dueSoon'),
        },
        {
          name: 'expire',
          when: { past: calendarDays(1), of: record => record.reviewDue },
          at: '00:05',
          run: 'expire',
        },
        lookAgain,
      ],
    },

    underReview: {
      says: 'The designation is looked at again: no new matches, deployments go on.',
      tell: everybody('reviewCalled'),
      waitsOn: ['coordinators'],
      accepts: {
        renew: renew('Keep the designation'),
        reportMove: {
          ...reportMove,
          to: 'same',
          tell: { homeHead: 'reviewCalled', coordinators: 'reviewCalled' },
        },
        end,
        standDown,
        look,
      },
      due: [
        {
          name: 'remind',
          when: { past: REMIND_AFTER, of: entered },
          tell: { coordinators: 'reviewCalled' },
        },
        {
          name: 'late',
          when: { past: REVIEW_TAKES, of: entered },
          tell: { coordinators: 'reviewLate', programmeLead: 'reviewLate', leader: 'reviewLate' },
        },
        lookAgain,
      ],
      deadline: 'late',
    },

    expired: {
      says: 'Its review has gone by without a decision: no new matches, deployments go on.',
      tell: everybody('expired'),
      waitsOn: ['coordinators'],
      accepts: {
        renew: renew('Renew'),
        reportMove,
        callReview,
        end,
        standDown,
        look: {
          ...look,
          to: ['same', 'active', 'ended'],
          next: (record, _input, { today }) => {
            if (record.gone) return 'ended';
            return isAhead(record, today) ? 'active' : 'same';
          },
          set: (record, input, context) =>
            !record.gone && isAhead(record, context.today)
              ? { renewedOn: context.today, trigger: null }
              : (look.set?.(record, input, context) ?? {}),
          note: 'A newer file with a later review renews it.',
        },
      },
      due: [
        {
          name: 'remind',
          when: { past: REMIND_AFTER, of: entered },
          tell: { coordinators: 'stillExpired', programmeLead: 'stillExpired' },
        },
        lookAgain,
      ],
    },

    ended: {
      says: 'The designation has ended. What the leader is deployed to goes on.',
      tell: everybody('ended'),
      accepts: {
        restore: { ...renew('Restore it'), note: 'An appeal was upheld, or it was ended by mistake.' },
        look: command({ by: [SYSTEM], to: 'same', restartsClock: true }),
      },
      due: [{ ...lookAgain, when: { past: calendarDays(0), of: () => null } }],
    },
  },
});
