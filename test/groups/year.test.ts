import { expect, test } from 'vitest';
import { addDays, type LocalDate } from '../../src/calendar/localDate.js';
import { atLondon, londonDate } from '../../src/calendar/london.js';
import { cardText } from '../../src/chat/plainText.js';
import { groupProcesses } from '../../src/groups/processes.js';
import { reportOf } from '../../src/groups/report/reportOf.js';
import { draw } from '../../src/workflow/draw.js';
import { storyOnEachStore } from '../fakes/database.js';
import { World } from '../fakes/world.js';

/** What would give a miss away, in whatever words. */
const OF_A_MISS = /miss|in a row|not answered|grey|no valid|overdue|late\b/i;

/** Moves the clock to the end of a day, everything on the way happening at its time. */
async function until(world: World, day: LocalDate): Promise<void> {
  await world.untilInstant(atLondon(day, '18:00'));
}

storyOnEachStore('a group from its proposal to its end', open => {
  test('holidays, a lead who leaves, two misses, a late decision, an extension that is the chair’s', async () => {
    const world = await World.create(await open(), groupProcesses);
    const { db } = world.store;
    const oakfield = await world.school('Oakfield Primary School');
    const proposer = await world.head('Petra Proposer', oakfield);
    const chair = await world.officer('Charity Chair', 'boardChair');
    const coordinator = await world.officer('Corin Coordinator', 'coordinator');
    const sponsor = await world.officer('Sibyl Sponsor', 'laAdviser');
    const schoolSponsor = await world.head('Hari Head', await world.school('Elm Primary School'));
    const lead = await world.person('Lena Lead');
    const deputy = await world.person('Dale Deputy');
    for (const each of [lead, deputy]) await world.role(each, 'deputy', { schoolId: oakfield });
    const sle = await world.leader('Sol Specialist', oakfield, { specialisms: ['phonics'] });
    const give = (command: string, who: number, input = {}) => world.must('group', id, command, who, input);
    const newest = async () => (await db.checkIn.findFirstOrThrow({ orderBy: { number: 'desc' } })).id;
    const group = () => db.taskGroup.findUniqueOrThrow({ where: { id } });

    // ---------------------------------------------------------------- proposed, scoped, approved
    const { id } = await world.must('group', null, 'propose', proposer, {
      title: 'Early reading',
      priority: 'Every child a reader by seven',
      purpose: 'Find what helps children who missed the phonics standard.',
      sponsorId: String(sponsor),
    });
    await give('acceptProposal', sponsor, {
      leadId: String(lead),
      deputyId: String(deputy),
      schoolSponsorId: String(schoolSponsor),
      endsOn: '2027-06-25',
    });
    expect(await world.give('group', id, 'sendTerms', lead)).toMatchObject({
      type: 'refused',
      text: expect.stringContaining('where it stands today'),
    });
    await give('draftProblem', lead, {
      baseline: 'In 2026 27 % of Year 1 missed the standard; in twelve schools it was over 40 %.',
      enquiry: 'What do the schools do that closed the gap?',
      success: 'Fewer than 20 % miss it in 2028.',
    });
    await give('draftScope', lead, { inScope: 'Reception to Year 2', outOfScope: 'Special schools' });
    await give('addMilestone', lead, { title: 'Data of 40 schools read', dueOn: '2027-01-29', task: '1' });
    await give('addMilestone', lead, { title: 'Twelve schools visited', dueOn: '2027-03-12', task: '2' });
    await give('addMilestone', lead, { title: 'Evidence read', dueOn: '2027-05-21', task: '3' });
    await give('sendTerms', lead);
    await give('returnTerms', chair, { reason: 'Say what it costs' });
    await give('resources', lead, {
      lleHalfDays: '0',
      sleHalfDays: '8',
      timeTolerance: '10',
      dayTolerance: '20',
    });
    await give('sendTerms', lead);
    await give('approveTerms', chair, { meetingOn: world.today });
    await give('setAside', lead, { designationId: String(sle.designationId), halfDays: '6' });
    expect(await db.capacityYear.findFirstOrThrow()).toMatchObject({ booked: 12, used: 0 });

    // ---------------------------------------------------------------- at work
    await until(world, '2026-11-25');
    await world.must('checkIn', await newest(), 'answer', lead, {
      rag: 'green',
      done: 'Asked every school for its data; 31 have answered.',
      next: 'Choose twelve to visit',
      daysUsed: '1',
    });
    // The lead leaves at Christmas: the deputy is asked, and the sponsors are told.
    await db.person.update({ where: { id: lead }, data: { leftOn: '2026-12-31' } });
    await until(world, '2027-01-08');
    expect(await world.told({ personId: sponsor }, 'group')).toContain('noLead');
    expect(await world.told({ personId: deputy }, 'checkIn')).toContain('prompt');
    expect(await world.card('group', id, lead)).toBeNull();
    await give('nameLead', sponsor, { leadId: String(deputy), deputyId: String(proposer) });
    await world.must('checkIn', await newest(), 'answer', deputy, {
      rag: 'amber',
      done: 'Read the data of 38 schools.',
      blocker: 'Three schools share nothing',
    });
    // The milestone slips beyond tolerance, and nobody decides in time.
    const [data, visits, evidence] = await db.milestone.findMany({ orderBy: { dueOn: 'asc' } });
    await give('milestoneDone', deputy, { milestoneId: String(data?.id) });
    await give('forecast', deputy, { milestoneId: String(visits?.id), on: '2027-05-14' });
    const exception = await db.groupException.findFirstOrThrow();
    expect(exception).toMatchObject({ cause: 'time', state: 'raised' });
    await until(world, addDays(londonDate(world.now), 9));
    expect(await world.told({ personId: chair }, 'exception')).toContain('withChair');
    await world.must('exception', exception.id, 'extend', sponsor, {
      endsOn: '2027-10-22',
      reason: 'The visits need the summer term',
    });
    expect(await db.groupException.findFirstOrThrow()).toMatchObject({ decision: 'extend', late: true });
    expect(await group()).toMatchObject({ endsOn: '2027-10-22' });
    await give('replan', deputy, { milestoneId: String(visits?.id), on: '2027-05-28' });

    // Two prompts pass unanswered: sponsors in private, the chair's list, no channel.
    await until(world, '2027-03-19');
    expect((await group()).missesInARow).toBeGreaterThanOrEqual(2);
    expect(await world.told({ personId: sponsor }, 'group')).toEqual(
      expect.arrayContaining(['oneMissed', 'twoMissed']),
    );
    expect(cardText((await world.card('group', id, chair))!)).toContain('Missed in a row');
    expect(cardText((await world.card('group', id, coordinator))!)).not.toContain('Missed');
    await world.must('checkIn', await newest(), 'answerLate', deputy, {
      rag: 'green',
      done: 'Six schools visited.',
      daysUsed: '2',
    });
    expect((await group()).missesInARow).toBe(0);

    // More than six months beyond the agreed end is for the chair to grant.
    await give('extend', sponsor, { endsOn: '2028-02-11', reason: 'A second cohort' });
    expect(await group()).toMatchObject({ endsOn: '2027-10-22', askedEndsOn: '2028-02-11' });
    expect(await world.give('group', id, 'grantExtension', sponsor)).toMatchObject({ why: 'notYours' });
    await give('grantExtension', chair);
    expect(await group()).toMatchObject({ endsOn: '2028-02-11', askedEndsOn: null });
    await give('milestoneDone', deputy, { milestoneId: String(visits?.id) });
    await give('milestoneDone', deputy, { milestoneId: String(evidence?.id) });

    // ---------------------------------------------------------------- reported
    await give('beginReport', deputy);
    expect(await db.checkIn.count({ where: { state: 'asked' } })).toBe(0);
    await give('writeFindings', deputy, {
      issues: 'Schools that assess only in June find the gap too late.',
      practice: 'Six schools read daily with the children who are behind, led by one named person.',
      evidence: 'The guidance report on improving literacy in key stage 1 supports both.',
    });
    await give('writeLessons', deputy, { lessons: 'Ask for the data before the group starts.' });
    for (const [text, because] of [
      ['Name a lead for early reading in each school.', 'All six schools that closed the gap had one.'],
      ['Assess in December.', 'Schools that assess only in June find the gap too late.'],
      ['Buy a scheme.', 'Four of the six schools used one.'],
    ] as const)
      await give('recommend', deputy, { text, because });
    await give('sendForCheck', deputy);
    await give('noteFact', proposer, { section: 'practice', text: 'Seven schools, not six' });
    await give('sendToBoard', deputy);
    expect(await db.capacityYear.findFirstOrThrow()).toMatchObject({ booked: 0, used: 6 });
    const [first, second, third] = await db.recommendation.findMany({ orderBy: { number: 'asc' } });
    await world.must('recommendation', first?.id ?? 0, 'accept', chair);
    await world.must('recommendation', second?.id ?? 0, 'amend', chair, {
      wording: 'Assess in December and March.',
    });
    expect((await group()).state).toBe('boardReview');
    await world.must('recommendation', third?.id ?? 0, 'reject', chair, { wording: 'No money for it.' });
    expect((await group()).state).toBe('implementing');

    // ---------------------------------------------------------------- done, closed, asked after
    for (const [each, measure, resource] of [
      [first, 'Each of the 42 schools has named one.', 'network'],
      [second, 'It stands in every school’s calendar.', 'none'],
    ] as const) {
      await world.must('recommendation', each?.id ?? 0, 'plan', sponsor, {
        ownerId: String(proposer),
        dueOn: '2027-09-30',
        measure,
        resource,
      });
    }
    await until(world, addDays(world.today, 8));
    await world.must('recommendation', first?.id ?? 0, 'done', proposer, { text: 'All 42 have one.' });
    await world.must('recommendation', second?.id ?? 0, 'done', proposer, { text: 'In the calendar.' });
    expect((await group()).state).toBe('closed');

    const report = (await reportOf(db, 'tf-2026-0001', world.today)) ?? '';
    await expect(report).toMatchFileSnapshot('closingReport.md');
    expect(report).not.toMatch(/missed in a row|Three schools share nothing/);

    // Nothing that was ever said in a channel gives a miss away, read then or now.
    const said = await db.message.findMany({ where: { channelId: { not: null } } });
    expect(said.length).toBeGreaterThan(2);
    for (const { entityKind, entityId, notice, channelId } of said) {
      const drawing = { entityKind, entityId, notice, personId: null, channelId };
      const drawn = await draw(db, world.processes, drawing, world.now);
      expect(`${drawn?.text} ${drawn ? cardText(drawn.card) : ''}`).not.toMatch(OF_A_MISS);
    }
    // Every answer is kept, and every prompt fell on an open Tuesday to Thursday.
    const prompts = await db.checkIn.findMany({ include: { answers: true } });
    expect(prompts.flatMap(({ answers }) => answers).length).toBe(3);
    for (const { promptedOn } of prompts) expect([2, 3, 4]).toContain(new Date(promptedOn).getUTCDay());
  }, 120_000);
});
