import { expect, test } from 'vitest';
import { cardText } from '../../src/chat/plainText.js';
import { createRouter } from '../../src/chat/router.js';
import { reviewCommands } from '../../src/review/commands.js';
import { handleAction } from '../../src/workflow/handle.js';
import { eachStore } from '../fakes/database.js';
import { type Cast, castOf, instant, openCycle, optIn, pendingTimers, reviewOn } from './cast.js';

/** What somebody reads who types a command. */
async function types({ world }: Cast, personId: number, text: string): Promise<string> {
  const { store, processes } = world;
  const route = createRouter(reviewCommands({ store, processes }), action =>
    handleAction(store, processes, action),
  );
  const answer = await route({
    type: 'command',
    key: `chat:${text}:${personId}:${world.now.getTime()}`,
    at: world.now,
    platform: 'test',
    personId,
    text,
  });
  return answer.type === 'card' ? cardText(answer.card) : answer.type === 'notice' ? answer.text : '';
}

eachStore('a cycle in numbers', open => {
  test('totals say nothing of one school, and nothing that rests on fewer than five answers', async () => {
    const cast = await castOf(await open(), 4);
    const { world, lead, clusterLead, places } = cast;
    const { db } = world.store;
    const cycle = await openCycle(cast);
    const { reference } = await db.reviewCycle.findFirstOrThrow();
    for (const day of ['2027-01-19', '2027-01-26', '2027-02-02', '2027-02-09'] as const)
      await reviewOn(cast, day);
    await db.reviewCycle.update({ where: { id: cycle }, data: { state: 'running' } });
    const reviews = await db.review.findMany({ orderBy: { id: 'asc' } });
    // The first report is a day late, ten working days being the rule.
    const reported = ['2027-02-03', '2027-02-09', '2027-02-16'];
    for (const [n, day] of reported.entries())
      await db.review.update({
        where: { id: reviews[n]!.id },
        data: { feedbackOn: day, reportDoneOn: day, impact: 'clear', hostRating: 4, leadRating: 3 },
      });
    const said = await types(cast, lead, `/review totals ${reference}`);
    expect(said).toContain('Visits that have taken place: 3 of 4');
    expect(said).toContain('Reports with their schools: 3, 2 in time');
    // Six ratings may be told, three schools' answers not.
    expect(said).toContain('How reviews were rated: 3.5 of 4');
    expect(said).toContain('Schools that see improvement: too few answers yet');
    for (const { name } of places) expect(said).not.toContain(name);
    expect(await types(cast, clusterLead, `/review totals ${reference}`)).toBe(said);
    expect(await types(cast, places[0]!.head, `/review totals ${reference}`)).toContain(
      'nothing under that reference',
    );
    expect(cardText((await world.card('cycle', cycle, clusterLead))!)).toContain('Totals');
  });

  test('the list of those who have not answered goes to the cluster lead with each reminder, as long as there is one', async () => {
    const cast = await castOf(await open(), 4);
    const { world, lead, clusterLead, places } = cast;
    const cycle = await openCycle(cast);
    // Answers close on Monday 30 November.
    expect(await pendingTimers(cast, 'cycle', cycle)).toEqual({
      'list-10': instant('2026-11-16'),
      'list-5': instant('2026-11-23'),
      'list-1': instant('2026-11-27'),
      close: instant('2026-11-30', '17:30'),
    });
    const lists = async (personId: number) =>
      (await world.told({ personId }, 'cycle')).filter(notice => notice === 'unanswered').length;
    await world.untilInstant(new Date(instant('2026-11-20')));
    expect([await lists(clusterLead), await lists(lead)]).toEqual([1, 0]);
    for (const place of places) await optIn(cast, place);
    await world.untilInstant(new Date(instant('2026-11-27', '17:00')));
    expect([await lists(clusterLead), await lists(lead)]).toEqual([1, 1]);
  });
});
