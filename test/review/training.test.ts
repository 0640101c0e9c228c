import { expect, test } from 'vitest';
import type { Answer } from '../../src/chat/answer.js';
import { cardText } from '../../src/chat/plainText.js';
import { importTraining } from '../../src/import/training/importTraining.js';
import { reviewersOf } from '../../src/review/match/reviewers.js';
import { ProgrammeRulesSchema } from '../../src/review/programme.js';
import { trainingAnswer } from '../../src/review/training.js';
import { eachStore } from '../fakes/database.js';
import { counts, importOne, sentences, temporaryFile } from '../import/files.js';
import { castOf } from './cast.js';

const textOf = (answer: Answer): string =>
  answer.type === 'card' ? cardText(answer.card) : answer.type === 'notice' ? answer.text : '';

eachStore('reviewers’ training', open => {
  test('is recorded in chat and imported; whose has lapsed is not sent, and where it is asked for nobody without', async () => {
    const cast = await castOf(await open(), 3);
    const { world, lead, places } = cast;
    const { db } = world.store;
    const [ash, beech] = places;
    const types = async (personId: number, typed: string) =>
      textOf(await trainingAnswer(db, personId, typed, world.today));

    expect(await types(ash!.head, '')).toContain('None is on record for you');
    expect(await types(ash!.head, 'Head of Ash 2024-09-12 2027-09-11')).toContain(
      'programme leads and coordinators',
    );
    expect(await types(lead, 'Head of Ash 2024-09-12 2027-09-11')).toContain(
      'valid to Saturday 11 September 2027',
    );
    await types(lead, 'Head of Ash 2024-09-12 2027-09-11');
    expect(await db.reviewerTraining.count()).toBe(1);
    expect(await types(lead, 'Deputy of Ash 2022-09-12 to 2025-09-11')).toContain('Deputy of Ash');
    expect(await types(lead, 'Head of Ash last year')).toContain('I could not read that');
    expect(await types(lead, 'Head of Ash 2027-09-12 2030-09-11')).toContain('still to come');
    expect(await types(lead, 'Nobody Known 2024-09-12 2027-09-11')).toContain('Nobody is on record');
    const everybody = await types(lead, '');
    expect(everybody.indexOf('Deputy of Ash')).toBeLessThan(everybody.indexOf('Head of Ash'));
    expect(everybody).toContain('lapsed');
    expect(await types(ash!.head, '')).not.toContain('Deputy');

    const schools = places.map(place => place.id);
    const sent = async (rules: object) =>
      (await reviewersOf(db, schools, ProgrammeRulesSchema.parse(rules), world.today)).map(
        person => person.name,
      );
    expect(await sent({})).not.toContain('Deputy of Ash');
    expect(await sent({})).toContain('Head of Beech');
    expect(await sent({ trainingRequired: true })).toEqual(['Head of Ash']);
    await db.schoolConcern.create({ data: { schoolId: beech!.id, from: '2026-09-01', at: world.now } });
    expect(await sent({})).not.toContain('Head of Beech');

    await db.person.update({ where: { id: beech!.head }, data: { email: 'beech@example.org' } });
    const imports = (...lines: string[]) =>
      importOne(world.store, tx =>
        importTraining(
          tx,
          temporaryFile('training.csv', ['email,completed_on,valid_to', ...lines].join('\n')),
        ),
      );
    expect(counts(await imports('Beech@example.org,12/09/2025,'))).toEqual({ added: 1 });
    expect(counts(await imports('beech@example.org,2025-09-12,2028-09-11'))).toEqual({ unchanged: 1 });
    expect(counts(await imports('beech@example.org,2025-09-12,2027-01-31'))).toEqual({ changed: 1 });
    expect(sentences(await imports('x@example.org,2025-09-12,2024-01-31'))).toEqual([
      'error 2 email: Nobody is known with the address x@example.org. Import people first.',
      'error 2 valid_to: The training ends before it took place. Look at both dates again.',
    ]);
  });
});
