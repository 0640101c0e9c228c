import { takeBack } from '../../workflow/boardQuestion.js';
import type { FollowUp, StateSpec } from '../../workflow/workflow.js';
import { workflowOf } from '../../workflow/workflow.js';
import { openException } from '../exceptionEntry.js';
import type { GroupRecord, GroupState } from '../record.js';
import type { GroupChanges, GroupNotice, GroupRole } from '../terms.js';

/** What the parts of a group's table are written with. */
export const { command, table } = workflowOf<GroupRecord, GroupState, GroupRole, GroupNotice, GroupChanges>();

/** One state of a group's table. */
export type GroupStateSpec = StateSpec<GroupRecord, GroupState, GroupRole, GroupNotice, GroupChanges>;

/** Takes back a prompt that is still open: nobody is asked about a group that pauses, reports or ends. */
export const withdrawPrompt = ({ openCheckInId }: GroupRecord): readonly FollowUp[] =>
  openCheckInId === null ? [] : [{ kind: 'checkIn', id: openCheckInId, command: 'withdraw', input: {} }];

/** Ends an exception that waits to be decided: of a group that stops or has reported there is nothing to decide. */
export const lapseException = (record: GroupRecord): readonly FollowUp[] => {
  const open = openException(record);
  return open ? [{ kind: 'exception', id: open.id, command: 'lapse', input: {} }] : [];
};

/** Takes what the group has asked of its board off the agenda. */
export const takeBackQuestions = ({ openQuestionIds }: GroupRecord): readonly FollowUp[] =>
  openQuestionIds.map(takeBack);
