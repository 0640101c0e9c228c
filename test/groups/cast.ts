import { createProcesses } from '../../src/processes.js';
import type { Store } from '../../src/store/open.js';
import { World } from '../fakes/world.js';

/** A group that has been asked once and has answered: the world, its people and its id. */
export async function startedGroup(store: Store) {
  const world = await World.create(store, createProcesses().all());
  const school = await world.school('Oakfield Primary School');
  const coordinator = await world.officer('Corin Coordinator', 'coordinator');
  await world.officer('Charity Chair', 'boardChair');
  const sponsor = await world.officer('Sibyl Sponsor', 'boardMember');
  const lead = await world.person('Lena Lead');
  const deputy = await world.person('Dale Deputy');
  await world.role(lead, 'deputy', { schoolId: school });
  const { id } = await world.must('group', null, 'start', coordinator, {
    title: 'Early reading',
    priority: 'Reading by six',
    purpose: 'Find what helps children who missed the phonics standard.',
    leadId: String(lead),
    deputyId: String(deputy),
    sponsorId: String(sponsor),
    endsOn: '2027-06-25',
    firstMilestone: 'Twelve schools visited',
    firstMilestoneOn: '2027-01-15',
  });
  const prompt = await world.store.db.timer.findFirstOrThrow({
    where: { entityKind: 'group', name: 'prompt', status: 'pending' },
  });
  await world.untilInstant(prompt.dueAt);
  const { id: checkIn } = await world.store.db.checkIn.findFirstOrThrow();
  await world.must('checkIn', checkIn, 'answer', lead, {
    rag: 'amber',
    done: 'Four visits',
    daysUsed: '0.5',
  });
  return { world, id, lead };
}

/** What else a group leaves: a decision it asks for, a report for the board, a recommendation; by kind and id. */
export async function reportingParts({ world, id, lead }: Awaited<ReturnType<typeof startedGroup>>) {
  await world.must('group', id, 'raiseException', lead, { reason: 'Three schools share no data' });
  await world.must('group', id, 'writeHighlight', lead);
  await world.must('group', id, 'beginReport', lead);
  await world.must('group', id, 'recommend', lead, {
    text: 'Every school with a reception class has a named lead for early reading.',
    because: 'The six schools that closed the gap all had one.',
  });
  const { db } = world.store;
  return [
    ['exception', (await db.groupException.findFirstOrThrow()).id],
    ['highlight', (await db.highlightReport.findFirstOrThrow()).id],
    ['recommendation', (await db.recommendation.findFirstOrThrow()).id],
  ] as const;
}
