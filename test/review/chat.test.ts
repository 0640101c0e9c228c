import { expect, test } from 'vitest';
import type { Answer } from '../../src/chat/answer.js';
import { cardText } from '../../src/chat/plainText.js';
import { createRouter } from '../../src/chat/router.js';
import { reviewCommands } from '../../src/review/commands.js';
import { handleAction } from '../../src/workflow/handle.js';
import { storyOnEachStore } from '../fakes/database.js';
import { type Cast, castOf, entryOf, openCycle, published } from './cast.js';

/** Types a command as a person, or presses a button. */
function chat({ world }: Cast) {
  const { store, processes } = world;
  const route = createRouter(reviewCommands({ store, processes }), action =>
    handleAction(store, processes, action),
  );
  let n = 0;
  const base = (personId: number) => ({ key: `chat:${++n}`, at: world.now, platform: 'test', personId });
  return {
    types: (personId: number, text: string) => route({ ...base(personId), type: 'command', text }),
    presses: (
      personId: number,
      verb: string,
      entity: { kind: string; id: number } | undefined,
      values?: object,
    ) =>
      route({
        ...base(personId),
        type: 'action',
        verb,
        ...(entity && { entity }),
        ...(values && { values: values as Record<string, unknown> }),
        submitted: values !== undefined,
      }),
  };
}

const textOf = (answer: Answer): string =>
  answer.type === 'notice' ? answer.text : answer.type === 'card' ? cardText(answer.card) : answer.form.title;

storyOnEachStore('/review', open => {
  test('opens a cycle by its form, for those who run reviews and for nobody else', async () => {
    const cast = await castOf(await open(), 4);
    const { world, lead, places } = cast;
    const { types, presses } = chat(cast);

    const form = await types(lead, '/review cycle');
    if (form.type !== 'form') throw new Error(`A form was expected: ${textOf(form)}`);
    const initial = Object.fromEntries(
      form.form.fields.map(field => [field.name, 'initial' in field ? field.initial : undefined]),
    );
    // 15 school days to answer from 9 November, then 5 to plan, 5 to accept and 20 of notice; 30 of reviews.
    expect(initial).toEqual({
      clusterIds: [String(world.partnershipId)],
      name: 'Peer reviews 2026/27',
      answersBy: '2026-11-30',
      windowFrom: '2027-01-25',
      windowTo: '2027-03-15',
      rulesOf: 'preset rotation',
    });
    expect(textOf(await types(places[0]!.head, '/review cycle'))).toContain('not on record as one');

    const wrong = await presses(lead, 'cycle.open', undefined, { ...initial, windowTo: '2027-01-01' });
    expect(wrong).toMatchObject({
      type: 'fieldErrors',
      errors: { windowTo: expect.stringContaining('before') },
    });
    const elsewhere = await presses(places[0]!.head, 'cycle.open', undefined, initial);
    expect(elsewhere).toMatchObject({ type: 'notice', tone: 'refused' });
    const opened = await presses(lead, 'cycle.open', undefined, initial);
    expect(textOf(opened)).toContain('RC-2026-0001');
    expect(textOf(opened)).toContain('the heads of 4 schools are asked');
    const overview = textOf(await types(lead, '/review'));
    expect(overview).toContain('RC-2026-0001: Peer reviews 2026/27');
    expect(overview).toContain('Open a cycle');
    expect(textOf(await types(places[0]!.head, '/review'))).not.toContain('Open a cycle');
  });

  test('asks a head in one form, says kindly what it cannot read, and keeps the answer changeable', async () => {
    const cast = await castOf(await open(), 4);
    const { places } = cast;
    const { types, presses } = chat(cast);
    await openCycle(cast);
    const [mine, other] = places;
    const waiting = await types(mine!.head, '/review');
    expect(textOf(waiting)).toContain('One thing about reviews waits on you');
    const entity = { kind: 'entry', id: await entryOf(cast, mine!) };
    // A head knows the cycle by its reference, and by it finds the question to the own school.
    for (const typed of ['RC-2026-0001', 'RC-2026-0001 (Ash Primary)'])
      expect(textOf(await types(mine!.head, `/review show ${typed}`))).toContain('Yes, we take part');
    expect(textOf(await types(cast.lead, '/review show RC-2026-0001'))).toContain('Close answers now');

    const form = await presses(mine!.head, 'entry.optIn', entity);
    if (form.type !== 'form') throw new Error(`A form was expected: ${textOf(form)}`);
    const people = form.form.fields.find(field => field.name === 'reviewers');
    expect(people).toMatchObject({
      initial: [String(mine!.head)],
      options: [
        { value: String(mine!.head), label: 'Head of Ash (can lead)' },
        { value: String(mine!.deputy), label: 'Deputy of Ash' },
      ],
    });
    const reviewers = [String(mine!.head)];
    const slip = await presses(mine!.head, 'entry.optIn', entity, { impossible: '3 Feb, 12 Foo', reviewers });
    expect(slip).toMatchObject({
      type: 'fieldErrors',
      errors: { impossible: expect.stringContaining('12 Foo') },
    });
    const stolen = await presses(mine!.head, 'entry.optIn', entity, { reviewers: [String(other!.head)] });
    expect(textOf(stolen)).toContain('not on record as a leader of Ash Primary');
    const notMine = await presses(other!.head, 'entry.optIn', entity, { reviewers });
    expect(textOf(notMine)).toContain('nothing under that reference');
    expect(textOf(await presses(mine!.head, 'entry.optIn', entity, { reviewers }))).toContain('is in.');

    const change = await presses(mine!.head, 'entry.optIn', entity);
    expect(change).toMatchObject({ type: 'form' });
    expect(textOf(await types(mine!.head, '/review'))).toContain('No review waits on you');
    expect(textOf(await presses(mine!.head, 'entry.decline', entity))).toContain('is not in');
  });

  test('too few schools: the plan is refused in a sentence, and nothing is kept', async () => {
    const cast = await castOf(await open(), 4);
    const { world, lead } = cast;
    const { presses } = chat(cast);
    const cycle = { kind: 'cycle', id: await openCycle(cast) };
    await presses(lead, 'cycle.closeAnswers', cycle);
    expect(textOf(await presses(lead, 'cycle.match', cycle))).toContain('0 of 4 schools take part so far');
    expect(await world.store.db.reviewCycle.findUnique({ where: { id: cycle.id } })).toMatchObject({
      state: 'matching',
      plan: null,
    });
  });

  test("shows one's own reviews, and of others' not even that they exist", async () => {
    const cast = await castOf(await open(), 5);
    const { lead, places } = cast;
    const { types } = chat(cast);
    await published(cast);
    const reviews = await cast.world.store.db.review.findMany({
      include: { team: true },
      orderBy: { id: 'asc' },
    });
    const [review] = reviews;
    const strangers = places.filter(
      place =>
        place.id !== review!.hostSchoolId && review!.team.every(member => member.schoolId !== place.id),
    );
    const stranger = strangers[0]!.head;
    expect(textOf(await types(stranger, `/review show ${review!.reference}`))).toBe(
      textOf(await types(stranger, '/review show RV-1999-0001')),
    );
    expect(textOf(await types(lead, `/review show ${review!.reference.toLowerCase()}`))).toContain(
      'Waits for',
    );
    const host = places.find(place => place.id === review!.hostSchoolId)!;
    expect(textOf(await types(host.head, '/review'))).toContain(review!.reference);
  });
});
