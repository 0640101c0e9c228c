import { expect, test } from 'vitest';
import { cardText } from '../../src/chat/plainText.js';
import { withDatabase } from '../fakes/database.js';
import { startedGroup } from './cast.js';

/** A group at work with its sponsor, the chair and the coordinator. */
async function begin() {
  const { world, id, lead } = await startedGroup(await (await withDatabase('sqlite')).open());
  const { db } = world.store;
  const byName = async (name: string) => (await db.person.findFirstOrThrow({ where: { name } })).id;
  const [sponsor, chair, coordinator] = await Promise.all(
    ['Sibyl Sponsor', 'Charity Chair', 'Corin Coordinator'].map(byName),
  );
  const leaves = (personId = 0) =>
    db.person.update({ where: { id: personId }, data: { leftOn: world.today } });
  const give = (command: string, who = 0, input = {}) => world.must('group', id, command, who, input);
  const group = () => db.taskGroup.findUniqueOrThrow({ where: { id } });
  return { world, id, lead, sponsor, chair, coordinator, leaves, give, group };
}

test('a sponsor who leaves is missed, and chair or coordinator name another', async () => {
  const { world, id, lead, sponsor, coordinator, chair, leaves, give, group } = await begin();
  await leaves(sponsor);
  await world.daysPass(21);
  for (const personId of [chair, coordinator])
    expect(await world.told({ personId: personId ?? 0 }, 'group')).toContain('noSponsor');
  const next = await world.officer('Nia Next', 'laAdviser');
  expect(await world.give('group', id, 'nameSponsor', chair ?? 0, { sponsorId: String(lead) })).toMatchObject(
    {
      why: 'rule',
    },
  );
  await give('nameSponsor', coordinator, { sponsorId: String(next) });
  expect(await world.told({ personId: next }, 'group')).toEqual(['youSponsor']);
  expect((await group()).sponsorId).toBe(next);

  // In every state on the way to the end.
  await give('pause', next, { until: '2027-02-01', reason: 'A hall is rebuilt' });
  await give('nameSponsor', chair, { sponsorId: String(next), schoolSponsorId: String(coordinator) });
  await give('resume', next);
  await give('beginReport', lead);
  await give('nameSponsor', coordinator, { sponsorId: String(next) });
  expect((await world.card('group', id, chair ?? 0))?.actions.map(({ label }) => label)).toContain(
    'Name another sponsor',
  );
});

test('a lead who leaves while the report is written, or while the group rests, has a successor', async () => {
  const { world, id, lead, sponsor, leaves, give, group } = await begin();
  const next = await world.person('Nia Next');
  await give('pause', sponsor, { until: '2027-02-01', reason: 'A hall is rebuilt' });
  await leaves(lead);
  await give('nameLead', sponsor, { leadId: String(next) });
  await give('resume', sponsor);
  await give('beginReport', next);
  const after = await world.person('Ola Other');
  await give('nameLead', sponsor, { leadId: String(after) });
  expect((await group()).leadId).toBe(after);
  expect(await world.told({ personId: after }, 'group')).toEqual(['youLead']);
  expect(cardText((await world.card('group', id, after))!)).toContain('Ola Other');
  await give('writeLessons', after, { lessons: 'Have a deputy.' });
});

test('where there is no chair, the coordinators hear of what waits for one', async () => {
  const { world, lead, sponsor, chair, coordinator, leaves, give } = await begin();
  await leaves(chair);
  await give('raiseException', lead, { reason: 'Three schools share no data' });
  await world.daysPass(10);
  const told = () => world.told({ personId: coordinator ?? 0 }, 'group');
  expect(await told()).toEqual(['chairMissing']);
  await give('extend', sponsor, { endsOn: '2028-02-11', reason: 'A second cohort' });
  expect(await told()).toEqual(['chairMissing', 'chairMissing']);
  await world.daysPass(90);
  expect(await told()).toContain('threeMissed');
});

test('a late decision of the chair to extend beyond six months is the grant itself', async () => {
  const { world, lead, chair, give, group } = await begin();
  await give('raiseException', lead, { reason: 'Three schools share no data' });
  await world.daysPass(10);
  const { id } = await world.store.db.groupException.findFirstOrThrow();
  const { text } = await world.must('exception', id, 'extend', chair ?? 0, {
    endsOn: '2028-02-11',
    reason: 'A second cohort',
  });
  expect(text).toContain('has longer');
  expect(await group()).toMatchObject({ endsOn: '2028-02-11', askedEndsOn: null });
  expect(await world.told({ personId: chair ?? 0 }, 'group')).not.toContain('extensionAsked');
});

test('a group that has two sponsors from the start, a slip undone, a report begun with a question first', async () => {
  const { world, id, lead, coordinator, sponsor, give } = await begin();
  const { db } = world.store;
  const values = {
    ...{ title: 'Maths', priority: 'Number', purpose: 'Find what helps.', endsOn: '2027-06-25' },
    ...{ leadId: String(lead), sponsorId: String(sponsor), schoolSponsorId: String(coordinator) },
    ...{ firstMilestone: 'Data read', firstMilestoneOn: '2027-01-15' },
  };
  const other = await world.must('group', null, 'start', coordinator ?? 0, values);
  expect(await db.taskGroup.findUniqueOrThrow({ where: { id: other.id } })).toMatchObject({
    schoolSponsorId: coordinator,
  });

  const milestone = await db.milestone.findFirstOrThrow({ where: { groupId: id } });
  const input = { milestoneId: String(milestone.id) };
  expect(await world.give('group', id, 'milestoneReopened', lead, input)).toMatchObject({ why: 'rule' });
  await give('milestoneDone', lead, input);
  expect((await world.card('group', id, lead))?.status?.text).toContain('Blue');
  await give('milestoneReopened', lead, input);
  expect((await world.card('group', id, lead))?.status?.text).not.toContain('Blue');

  const begins = (await world.card('group', id, lead))?.actions.find(
    ({ verb }) => verb === 'group.beginReport',
  );
  expect(begins?.confirm).toContain('Check-ins stop');
});
