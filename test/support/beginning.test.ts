import { expect, test } from 'vitest';
import { supportProcess } from '../../src/support/process.js';
import { supportWorkflow } from '../../src/support/workflow.js';
import { handleAction } from '../../src/workflow/handle.js';
import { eachStore } from '../fakes/database.js';
import { type Cast, castOf } from './cast.js';

/** What a person is answered who presses a button that begins something. */
async function answerTo({ world }: Cast, personId: number, command: string): Promise<string> {
  const answer = await handleAction(world.store, world.processes, {
    type: 'action',
    key: `${command}:${personId}`,
    at: world.now,
    platform: 'web',
    personId,
    verb: `support.${command}`,
    submitted: false,
  });
  return answer.type;
}

/** The commands that begin a request and that a person may give, and who may. */
const BEGIN = { submit: 'head', keepDraft: 'head', askForCall: 'head', commission: 'office' } as const;

eachStore('a form that begins a request', open => {
  test('opens for nobody but those who may begin one, since its process says that its forms see to it', async () => {
    const asked = Object.entries(supportWorkflow.states.new?.accepts ?? {});
    const given = asked.filter(([, spec]) => !spec.by.every(role => role === 'system')).map(([name]) => name);
    expect(supportProcess.formsGuardThemselves).toBe(true);
    expect(given.toSorted()).toEqual(Object.keys(BEGIN).toSorted());
    const cast = await castOf(await open());
    const { world, rita, priya, jo } = cast;
    const stranger = await world.person('Nobody Yet');
    for (const [command, who] of Object.entries(BEGIN)) {
      const opens = [rita, priya, jo.personId, stranger].map(person => answerTo(cast, person, command));
      const head = who === 'head' ? 'form' : 'notice';
      const office = who === 'office' ? 'form' : 'notice';
      expect(await Promise.all(opens), command).toEqual([head, office, 'notice', 'notice']);
    }
  });

  test('an office that has ended commissions nothing; one that ends later still does', async () => {
    const cast = await castOf(await open());
    const { world, priya } = cast;
    const untilWhen = (to: string) =>
      world.store.db.roleAssignment.updateMany({ where: { personId: priya }, data: { to } });
    await untilWhen('2999-01-01');
    expect(await answerTo(cast, priya, 'commission')).toBe('form');
    await untilWhen('2020-01-01');
    expect(await answerTo(cast, priya, 'askForCall')).toBe('notice');
    expect(await answerTo(cast, priya, 'commission')).toBe('notice');
  });
});
