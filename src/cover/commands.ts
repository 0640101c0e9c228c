import { comingDate } from '../calendar/comingDate.js';
import { londonDate } from '../calendar/london.js';
import { type Answer, refused } from '../chat/answer.js';
import type { CommandRequest, Subcommand } from '../chat/command.js';
import type { Store } from '../store/open.js';
import { OPEN, pressFor } from '../workflow/handle.js';
import type { Processes } from '../workflow/process.js';
import { deputiesFor, deputiesNamed } from './deputies.js';
import { coverOf } from './load.js';
import { coverWorkflow } from './workflow.js';

const { kind } = coverWorkflow;

/** What `/me` offers about being away: '/me cover Dan Deputy until 12 Jan', '/me cover', '/me cover end'. */
export function coverSubcommands(store: Store, processes: Processes): readonly Subcommand[] {
  return [
    {
      name: 'cover',
      usage: '[deputy] until [day]',
      says: 'Who acts for you while you are away, until when; /me cover end ends it',
      run: request => cover(store, processes, request),
    },
  ];
}

async function cover(store: Store, processes: Processes, request: CommandRequest): Promise<Answer> {
  const { db } = store;
  const { personId, at } = request.interaction;
  const today = londonDate(at);
  const rest = request.rest.trim();
  const current = await coverOf(db, personId, today);
  const entity = current === null ? undefined : { kind, id: current };
  if (/^(end|stop|back)$/i.test(rest)) {
    return entity
      ? pressFor(store, processes, request, { kind, name: 'end', entity })
      : refused('Nobody acts for you at present, so there is nothing to end.');
  }
  if (rest === '') {
    return entity
      ? pressFor(store, processes, request, { kind, name: OPEN, entity })
      : pressFor(store, processes, request, { kind, name: 'begin' });
  }
  const [, name = rest, day = ''] = /^(.*?)\s*\b(?:until|till|to)\s+(.+)$/i.exec(rest) ?? [];
  const to = day === '' ? null : comingDate(day, today);
  if (day !== '' && to === null)
    return refused(
      `I could not read "${day}" as a day. Write it like 12 Jan: /me cover ${name} until 12 Jan.`,
    );
  const named = await deputiesNamed(db, await deputiesFor(db, personId, today), name);
  const [deputy] = named;
  const values = { ...(named.length === 1 && deputy && { deputyId: String(deputy.id) }), ...(to && { to }) };
  // What is missing, or not clear, the form asks for.
  const submitted = values.deputyId !== undefined && to !== null;
  return pressFor(store, processes, request, { kind, name: 'begin', values, submitted });
}
