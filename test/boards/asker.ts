import { SchoolCalendar } from '../../src/calendar/schoolCalendar.js';
import { askBoard, BoardAnswer } from '../../src/workflow/boardQuestion.js';
import type { Process } from '../../src/workflow/process.js';
import { NEW, type WorkRecord, workflowOf } from '../../src/workflow/workflow.js';

type State = 'new' | 'waiting' | 'answered' | 'gone';

interface Plea extends WorkRecord {
  readonly state: State;
  readonly boardId: number;
}

const { command, table } = workflowOf<Plea, State, 'anybody', 'none', unknown>();

/**
 * A piece of work of another process, kept in memory, that has a board decide something: the contract of
 * src/workflow/boardQuestion.ts, seen from the asker's side. `answers` collects what came back.
 */
export function askerProcess(boardId: number, personId: number) {
  const answers: BoardAnswer[] = [];
  const kept = new Map<number, Plea>();
  const ask = command({
    by: ['anybody'],
    to: 'waiting',
    follow: plea => [
      askBoard({
        boardId: plea.boardId,
        askerKind: 'plea',
        askerId: plea.id,
        askerReference: plea.reference,
        subject: 'terms',
        question: `Approve the terms of reference of ${plea.reference}`,
        detail: 'Purpose: find what helps.',
      }),
    ],
  });
  const workflow = table({
    kind: 'plea',
    title: 'Plea',
    roles: { anybody: { title: 'anybody', people: () => [personId] } },
    states: {
      new: { says: 'It begins.', accepts: { ask } },
      waiting: {
        says: 'It waits.',
        accepts: {
          ask,
          leave: command({ by: ['anybody'], to: 'gone' }),
          boardDecided: command({
            by: ['system'],
            input: BoardAnswer,
            to: 'answered',
            set: (_plea, answer) => answers.push(answer),
          }),
        },
      },
      answered: { says: 'It is answered.', ends: true, accepts: {} },
      gone: { says: 'It is gone.', ends: true, accepts: {} },
    },
  });
  const process: Process<Plea> = {
    workflow,
    notices: {},
    load: async (_tx, id) => kept.get(id) ?? null,
    draft: async (_tx, { now }) => ({
      id: 0,
      reference: 'PL-1',
      state: NEW,
      version: 0,
      enteredAt: now,
      enteredVersion: 0,
      boardId,
    }),
    insert: async (_tx, draft, to) => {
      kept.set(1, { ...draft, ...to, id: 1, state: to.state as State });
      return 1;
    },
    save: async (_tx, record, to) => {
      kept.set(record.id, { ...record, ...to, state: to.state as State });
      return true;
    },
    calendars: async () => ({ default: new SchoolCalendar({ entries: [], bankHolidays: [] }) }),
    card: plea => ({ title: plea.reference, body: [], actions: [] }),
    form: async () => ({ verb: 'plea.ask', title: 'Ask', fields: [], submitLabel: 'Ask' }),
  };
  return { process: process as unknown as Process, answers };
}
