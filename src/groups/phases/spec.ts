import type { FollowUp, StateSpec } from '../../workflow/workflow.js';
import { workflowOf } from '../../workflow/workflow.js';
import type { GroupRecord, GroupState } from '../record.js';
import type { GroupChanges, GroupNotice, GroupRole } from '../terms.js';

/** What the parts of a group's table are written with. */
export const { command, table } = workflowOf<GroupRecord, GroupState, GroupRole, GroupNotice, GroupChanges>();

/** One state of a group's table. */
export type GroupStateSpec = StateSpec<GroupRecord, GroupState, GroupRole, GroupNotice, GroupChanges>;

/** Takes back a prompt that is still open: nobody is asked about a group that pauses, reports or ends. */
export const withdrawPrompt = ({ openCheckInId }: GroupRecord): readonly FollowUp[] =>
  openCheckInId === null ? [] : [{ kind: 'checkIn', id: openCheckInId, command: 'withdraw', input: {} }];
