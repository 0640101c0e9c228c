import { z } from 'zod';
import { schoolDays } from '../../calendar/units.js';
import { workflowOf } from '../../workflow/workflow.js';
import { paragraph } from '../inputs.js';
import { groupWorkflow } from '../workflow.js';
import type {
  HighlightChanges,
  HighlightNotice,
  HighlightRecord,
  HighlightRole,
  HighlightState,
} from './record.js';

const { command, table } = workflowOf<
  HighlightRecord,
  HighlightState,
  HighlightRole,
  HighlightNotice,
  HighlightChanges
>();

const partOf = (role: keyof typeof groupWorkflow.roles) => (record: HighlightRecord) =>
  groupWorkflow.roles[role].people?.(record.group) ?? [];

const TextInput = z.object({ summary: paragraph, next: paragraph, risks: paragraph });

/**
 * A highlight report (DOMAIN 4.4): made from the check-ins since the one before, changed by the lead, seen by the
 * sponsors, and ready for the board's pack. A lead who has nothing to change need do nothing.
 */
export const highlightWorkflow = table({
  kind: 'highlight',
  title: 'Highlight report',

  roles: {
    lead: { title: 'the group lead', people: partOf('lead') },
    deputy: { title: 'the deputy', people: partOf('deputy') },
    cover: { title: 'whoever covers for the lead', people: partOf('cover') },
    sponsor: { title: 'a sponsor', people: partOf('sponsor') },
    chair: { title: "the board's chair", people: partOf('chair') },
    coordinators: { title: 'a coordinator', people: partOf('coordinators') },
  },

  states: {
    new: {
      says: 'The board, a coordinator or the lead wants one.',
      accepts: { write: command({ by: ['system'], to: 'drafted' }) },
    },
    drafted: {
      says: 'It is made from the check-ins; the lead changes it or sends it as it is.',
      tell: { lead: 'toEdit', deputy: 'toEdit', cover: 'toEdit' },
      waitsOn: ['lead'],
      deadline: 'send',
      accepts: {
        change: command({
          by: ['lead', 'deputy', 'cover'],
          input: TextInput,
          to: 'same',
          label: 'Change it',
          set: (_record, text) => ({ text }),
          answer: () => 'Saved. Send it when it is right.',
        }),
        send: command({
          by: ['lead', 'deputy', 'cover', 'system'],
          to: 'ready',
          label: 'Send it',
          style: 'primary',
          note: 'After five school days it goes as it is: a pack is never short of a page.',
          set: (_record, _input, { today }) => ({ readyOn: today }),
          answer: () => 'It is in the next pack; your sponsor sees it first.',
        }),
      },
      due: [
        { name: 'remind', when: { after: schoolDays(3) }, tell: { lead: 'reminder' } },
        // Before the pack of that morning is made.
        { name: 'send', when: { after: schoolDays(5) }, at: '07:30', run: 'send' },
      ],
    },
    ready: { says: 'It is ready for the board.', tell: { sponsor: 'ready' }, ends: true, accepts: {} },
  },
});
