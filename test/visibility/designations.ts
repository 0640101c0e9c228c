import { designationProcess } from '../../src/designations/process.js';
import { lookAtDesignations } from '../../src/network/designations.js';
import type { World } from '../fakes/world.js';
import { mark, type Stage, type Subject } from './subject.js';

const M = {
  leader: mark('leader'),
  home: mark('home'),
  next: mark('next'),
  body: mark('body'),
};

/**
 * A designation from its first warning to its end: it expires, is renewed late, is reviewed for conduct, moves with its
 * leader to another school, and is given up. Why it is looked at or has ended is looked for by the words that stand
 * before it.
 */
export const designationSubject: Subject = {
  name: 'designations',
  processes: [designationProcess],

  async stage(world: World): Promise<Stage> {
    const { db } = world.store;
    const home = await world.school(`${M.home} Primary`);
    const next = await world.school(`${M.next} Primary`);
    const homeHead = await world.head('Harriet Home', home);
    const newHead = await world.head('Nina Next', next);
    const coordinator = await world.officer('Priya Nair', 'coordinator');
    const programmeLead = await world.officer('Paul Lead', 'programmeLead');
    const leader = await world.person(`Jo ${M.leader}`);
    await world.role(leader, 'seniorLeader', { schoolId: home });
    const { designationId: id } = await world.leader(leader, home, {
      specialisms: ['phonics'],
      reviewDue: '2027-01-15',
    });
    await db.designation.update({ where: { id }, data: { body: `${M.body} Alliance` } });
    await lookAtDesignations(db, { id }, world.today);
    const must = (command: string, who: number, input = {}) =>
      world.must('designation', id, command, who, input);
    const until = (day: string) => world.untilInstant(new Date(`${day}T18:00:00Z`));

    return {
      people: { leader, homeHead, newHead, coordinator, programmeLead },
      names: [M.leader, M.home, M.next],
      commands: ['/deploy', '/me'],
      channels: { brokering: world.brokeringChannelId },
      works: async () => [{ kind: 'designation', id, reference: `DG-000${id}` }],
      scenes: [
        { name: 'designated', play: () => until('2026-11-09') },
        { name: 'warned', play: () => until('2026-11-16') },
        { name: 'expired', play: () => until('2027-01-16') },
        { name: 'renewed', play: () => must('renew', coordinator, { reviewDue: '2029-07-31' }) },
        { name: 'called', play: () => must('callReview', coordinator, { reason: 'conduct' }) },
        { name: 'late', play: () => world.daysPass(122) },
        { name: 'moved', play: () => must('reportMove', homeHead, { schoolId: String(next) }) },
        {
          name: 'kept',
          play: () => must('renew', coordinator, { reviewDue: '2028-09-01', homeId: String(next) }),
        },
        { name: 'ended', play: () => must('end', coordinator, { reason: 'eligibility' }) },
      ],
      rules: {
        // The leader, the head who releases them for as long as they do, and the office.
        [M.leader]: {
          leader: 'designated',
          homeHead: ['designated', 'late'],
          newHead: 'moved',
          coordinator: 'designated',
          programmeLead: 'designated',
        },
        [M.body]: {
          leader: 'designated',
          homeHead: ['designated', 'late'],
          newHead: 'moved',
          coordinator: 'designated',
          programmeLead: 'designated',
        },
        // Both schools of a move stand in the list that the report of one is made from.
        [M.home]: {
          leader: 'designated',
          homeHead: 'designated',
          newHead: 'moved',
          coordinator: 'designated',
          programmeLead: 'designated',
        },
        [M.next]: {
          leader: 'designated',
          homeHead: ['designated', 'late'],
          newHead: 'moved',
          coordinator: 'designated',
          programmeLead: 'moved',
        },
        // Why it is looked at, and why it ended.
        'Under review because': { coordinator: ['called', 'moved'], programmeLead: ['called', 'moved'] },
        'Ended because': { coordinator: 'ended', programmeLead: 'ended' },
      },
    };
  },
};
