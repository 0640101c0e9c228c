import { expect, test } from 'vitest';
import type { Answer } from '../../src/chat/answer.js';
import { actionEntity, allActions } from '../../src/chat/card.js';
import { cardText } from '../../src/chat/plainText.js';
import { importPayments } from '../../src/import/rates/importPayments.js';
import { importRates } from '../../src/import/rates/importRates.js';
import { presetRates } from '../../src/import/rates/presetRates.js';
import { planBatch } from '../../src/support/batch/plan.js';
import { officeSubcommands } from '../../src/support/officeCommands.js';
import { storyOnEachStore } from '../fakes/database.js';
import { counts, importOne, sentences, temporaryFile } from '../import/files.js';
import { bringTo, type Cast, castOf, stateOf } from './cast.js';

async function types({ world }: Cast, personId: number, text: string): Promise<Answer> {
  const [name = '', ...rest] = text.split(' ');
  const commands = officeSubcommands(world.store, async problem => planBatch(problem));
  const interaction = {
    type: 'command',
    key: text,
    at: world.now,
    platform: 'test',
    personId,
    text,
  } as const;
  const command = commands.find(each => each.name === name);
  if (!command) throw new Error(`No such word: ${name}`);
  return command.run({ interaction, rest: rest.join(' ') });
}

function textOf(answer: Answer): string {
  return answer.type === 'card'
    ? cardText(answer.card)
    : answer.type === 'notice'
      ? answer.text
      : answer.type;
}

storyOnEachStore('the coordinator’s office', open => {
  test('a plan of all her requests, with reasons, from which she asks', async () => {
    const cast = await castOf(await open(), { joHalfDays: 6 });
    const { world, priya, colin, jo, sam } = cast;
    const other = await world.head(
      'Other Head',
      await world.school('Other Primary', { easting: 504_000, northing: 184_000 }),
    );
    const first = await bringTo(cast, 'matching');
    const second = await bringTo(cast, 'matching', { head: other });
    const answer = await types(cast, priya, 'batch');
    const text = textOf(answer);
    expect(text).toContain('2 of 2 can be served');
    expect(text).toContain('Designated for Phonics');
    expect(textOf(await types(cast, colin, 'batch'))).toContain('None of your requests waits for a leader');
    expect(textOf(await types(cast, priya, 'batch spring 2027'))).toContain('2 of 2 can be served');
    expect(textOf(await types(cast, priya, 'batch summer 2027'))).toContain('None of your requests');
    expect(textOf(await types(cast, priya, 'batch soonish'))).toContain('I do not know the term');
    if (answer.type !== 'card') throw new Error(text);
    const asks = allActions(answer.card).map(action => ({
      entity: actionEntity(answer.card, action),
      ...action,
    }));
    expect(asks.map(each => each.values?.designationId).sort()).toEqual(
      [jo.designationId, sam.designationId].map(String).sort(),
    );
    for (const { entity, values } of asks) {
      await world.must('support', entity?.id ?? 0, 'approach', priya, values ?? {});
    }
    expect([await stateOf(cast, first), await stateOf(cast, second)]).not.toContain('matching');
  });

  test('capacity counts and names no school; it is for coordinators', async () => {
    const cast = await castOf(await open());
    await bringTo(cast, 'matching');
    await cast.world.daysPass(10);
    const text = textOf(await types(cast, cast.priya, 'capacity'));
    expect(text).toMatch(/Phonics \(recruit\).*Primary.*Spring term 2027/);
    expect(text).not.toContain('Receiving');
    expect(textOf(await types(cast, cast.rita, 'capacity'))).toContain(
      'for coordinators and finance officers',
    );
  });

  test('money: rates from a preset, a deployment’s lines, payments that count once', async () => {
    const cast = await castOf(await open());
    const { world, priya, rita } = cast;
    const { store } = world;
    const finance = await world.officer('Fiona Books', 'financeOfficer');
    await bringTo(cast, 'evaluationDue');
    // The month of the visits is over, so that its line stands.
    await world.daysPass(8);
    expect(textOf(await types(cast, finance, 'money'))).toContain('No day’s price is known for SR-2026-0001');

    const rates = await importOne(store, tx =>
      presetRates(tx, 'fairfields', { partnership: 'exampleshire', from: '2026-09-01' }),
    );
    expect(counts(rates)).toEqual({ added: 4 });
    const text = textOf(await types(cast, priya, 'money'));
    expect(text).toContain('Billed to payers: £1,050.00');
    expect(text).toContain('Brokerage: £157.50');
    expect(textOf(await types(cast, rita, 'money'))).toContain('for coordinators and finance officers');

    const paid = (lines: string[]) => {
      const file = temporaryFile('payments.csv', ['payment,line,pounds,on', ...lines].join('\n'));
      return importOne(store, tx => importPayments(tx, file, world.now));
    };
    expect(counts(await paid(['BACS 1,SR-2026-0001/payer/S,1000.00,2026-11-20']))).toEqual({ added: 1 });
    expect(counts(await paid(['BACS 1,SR-2026-0001/payer/S,1000.00,2026-11-20']))).toEqual({ unchanged: 1 });
    expect(sentences(await paid(['BACS 1,SR-2026-0001/payer/S,900,2026-11-20'])).join()).toContain(
      'is known with other facts',
    );
    expect(sentences(await paid(['BACS 2,SR-2026-0001/payer/X,900,2026-11-20'])).join()).toContain(
      'The schedule has no line',
    );
    expect(textOf(await types(cast, finance, 'money'))).toContain('Still owed by payers: £50.00');
  });

  test('rates from a file: what is wrong is said with its place, and the same file changes nothing', async () => {
    const { world } = await castOf(await open());
    const rates = (...lines: string[]) => {
      const heading = 'partnership,role,from,to,day,brokerage,percent,fixed,vat,payer,billing';
      const file = temporaryFile('rates.csv', [heading, ...lines].join('\n'));
      return importOne(world.store, tx => importRates(tx, file));
    };
    const good = [
      'exampleshire,SLE,2026-09-01,,£420,additive,15%,,20,LA,on signature',
      'exampleshire,LLE,2026-09-01,,500.50,,,,,,',
    ];
    expect(counts(await rates(...good))).toEqual({ added: 2 });
    expect(counts(await rates(...good))).toEqual({ unchanged: 2 });
    expect(await world.store.db.brokerageRule.findFirst()).toMatchObject({
      role: 'SLE',
      mode: 'additive',
      basisPoints: 1500,
      vatBasisPoints: 2000,
      payer: 'la',
      trigger: 'onSignature',
    });
    expect(await world.store.db.rateCard.findMany({ orderBy: { dayPence: 'asc' } })).toMatchObject([
      { role: 'SLE', dayPence: 42_000 },
      { role: 'LLE', dayPence: 50_050 },
    ]);
    const problems = sentences(
      await rates(
        'nowhere,SLE,2026-09-01,,350,,,,,,',
        'exampleshire,XYZ,2026-09-01,,a lot,inclusive,15,50,,,',
      ),
    ).join('\n');
    expect(problems).toContain('No partnership is known as "nowhere"');
    expect(problems).toContain('"XYZ" is no kind of leader');
    expect(problems).toContain('"a lot" is not an amount');
    expect(problems).toContain('one of the two');
  });
});
