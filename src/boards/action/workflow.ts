import { formatDate } from '../../calendar/localDate.js';
import { schoolDays } from '../../calendar/units.js';
import { workflowOf } from '../../workflow/workflow.js';
import { ChangeInput, DoneInput, DropInput, MinuteActionInput } from './inputs.js';
import type { ActionRecord, ActionState } from './record.js';
import type { ActionChanges, ActionNotice, ActionRole } from './terms.js';

const { command, table } = workflowOf<ActionRecord, ActionState, ActionRole, ActionNotice, ActionChanges>();

/** School days before and after its day on which an action is chased (DOMAIN 1.4). */
const CHASED = 5;

const dueDay = (record: ActionRecord) => record.dueOn;

/** What part B decided or gave somebody to do is for members alone: nobody acts in it for one (DOMAIN 1.4). */
const isPartB = ({ part }: ActionRecord): boolean => part === 'B';

/**
 * One action of a board (DOMAIN 1.4): given to a person at a meeting, chased five school days before its day, on it
 * and five after, until it is done or dropped. What part B gave somebody to do stays among members.
 */
export const actionWorkflow = table({
  kind: 'action',
  title: 'Board action',
  personal: { of: isPartB },

  roles: {
    owner: { title: 'whoever does it', people: record => (record.owner ? [record.owner.id] : []) },
    chair: { title: 'the chair', people: record => record.chairIds },
    members: { title: 'a member of the board', people: record => record.memberIds },
    coordinators: {
      title: 'a coordinator',
      // Part B is for members alone, whatever office somebody else holds (DOMAIN 1.4).
      people: record => (record.part === 'A' ? record.coordinatorIds : []),
    },
  },

  states: {
    new: {
      says: 'A meeting gives somebody something to do.',
      accepts: {
        minute: command({
          by: ['members', 'coordinators'],
          input: MinuteActionInput,
          to: 'open',
          refuse: (record, { part, dueOn, ownerId }, { today, personId }) => {
            if (dueOn <= today) return `${formatDate(dueOn)} is not to come. Give a later day.`;
            if (part === 'A') return null;
            if (!record.twoPart) return 'This board has no part B.';
            if (!record.memberIds.includes(personId ?? 0))
              return 'What part B gives somebody to do is minuted by a member of the board.';
            return record.memberIds.includes(ownerId)
              ? null
              : 'An action of part B is for members alone. Give it to a member, or minute it in part A.';
          },
          set: (record, { part, text, ownerId, dueOn, itemId }, { today }) => ({
            fields: {
              part,
              text,
              ownerId,
              dueOn,
              itemId: itemId ?? null,
              meetingId: record.currentMeetingId,
              createdOn: today,
            },
          }),
          tell: { owner: 'given' },
          answer: record =>
            `Minuted as ${record.reference}: ${record.owner?.name ?? 'they'} by ${formatDate(record.dueOn)}. It is chased until it is done.`,
        }),
      },
    },

    open: {
      says: 'It is to be done.',
      now: record => `It is to be done by ${formatDate(record.dueOn)}.`,
      waitsOn: ['owner'],
      accepts: {
        finish: command({
          by: ['owner', 'chair', 'coordinators'],
          input: DoneInput,
          to: 'done',
          label: 'Done',
          style: 'primary',
          set: (_record, { result }, { today }) => ({ fields: { result, doneOn: today } }),
          tell: { chair: 'done' },
          answer: record => `${record.reference} is done. Thank you.`,
        }),
        change: command({
          by: ['chair', 'coordinators'],
          input: ChangeInput,
          to: 'same',
          label: 'Another day or person',
          restartsClock: true,
          refuse: (record, { dueOn, ownerId }, { today }) => {
            if (dueOn <= today) return `${formatDate(dueOn)} is not to come. Give a later day.`;
            return record.part === 'B' && !record.memberIds.includes(ownerId)
              ? 'An action of part B is for members alone. Give it to a member.'
              : null;
          },
          set: (_record, { ownerId, dueOn }) => ({ fields: { ownerId, dueOn } }),
          tell: { owner: 'changed' },
          tellBefore: { owner: 'changed' },
          answer: record => `${record.owner?.name ?? 'They'} by ${formatDate(record.dueOn)}.`,
        }),
        drop: command({
          by: ['chair', 'coordinators'],
          input: DropInput,
          to: 'dropped',
          label: 'Drop it',
          set: (_record, { result }) => ({ fields: { result } }),
          tell: { owner: 'dropped' },
          answer: record => `${record.reference} is dropped.`,
        }),
      },
      deadline: 'due',
      due: [
        { name: 'soon', when: { before: schoolDays(CHASED), of: dueDay }, tell: { owner: 'soon' } },
        { name: 'due', when: { on: dueDay }, tell: { owner: 'due' } },
        {
          name: 'late',
          when: { past: schoolDays(CHASED), of: dueDay },
          tell: { owner: 'late', chair: 'lateForChair' },
        },
      ],
    },

    done: { says: 'It is done.', ends: true, accepts: {} },
    dropped: { says: 'It was dropped.', ends: true, accepts: {} },
  },
});
