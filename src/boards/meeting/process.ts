import type { Reporter } from '../../workflow/boardReport.js';
import type { Process } from '../../workflow/process.js';
import { calendarOfBoard } from '../calendar.js';
import { meetingCard, meetingShow } from './cards.js';
import { meetingForm } from './forms.js';
import { loadMeeting } from './load.js';
import { meetingNotices } from './notices.js';
import type { MeetingRecord } from './record.js';
import { draftMeeting, insertMeeting, saveMeeting } from './store.js';
import type { MeetingChanges } from './terms.js';
import { meetingWorkflow } from './workflow.js';

/** The meetings of boards. `reporter` asks the other processes what they report to a board. */
export function meetingProcess(reporter: Reporter): Process<MeetingRecord, MeetingChanges> {
  return {
    workflow: meetingWorkflow,
    notices: meetingNotices,
    load: (tx, id, today) => loadMeeting(tx, reporter, id, today),
    draft: draftMeeting,
    insert: insertMeeting,
    save: saveMeeting,
    calendars: async (tx, record) => ({ default: await calendarOfBoard(tx, record) }),
    touches: record => [{ kind: 'board', id: record.boardId }],
    card: meetingCard,
    form: meetingForm,
    show: async (_tx, name, record, viewer) => meetingShow(name, record, viewer),
  };
}
