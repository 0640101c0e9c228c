import { coverProcess } from '../../src/cover/process.js';
import { supportProcess } from '../../src/support/process.js';
import type { World } from '../fakes/world.js';
import { mark, type Stage, type Subject } from './subject.js';

const M = {
  school: mark('school'),
  requester: mark('requester'),
  need: mark('need'),
  leader: mark('leader'),
  home: mark('home'),
  homeHead: mark('homehead'),
  deputy: mark('deputy'),
  refuser: mark('refuser'),
  refuserHome: mark('refuserhome'),
  purpose: mark('purpose'),
  change: mark('change'),
  visit: mark('visit'),
  comment: mark('comment'),
  outcome: mark('outcome'),
};

/** A request from the head's answers to its end, with a leader who says no first; and one that is declined. */
export const supportSubject: Subject = {
  name: 'support requests',
  processes: [supportProcess, coverProcess],

  async stage(world: World): Promise<Stage> {
    const school = await world.school(`${M.school} Primary`, { easting: 500_000, northing: 180_000 });
    const home = await world.school(`${M.home} Primary`, { easting: 503_000, northing: 184_000 });
    const other = await world.school(`${M.refuserHome} Primary`, { easting: 504_000, northing: 184_000 });
    const requester = await world.head(`Rita ${M.requester}`, school);
    const receivingHead = await world.person('Second Head');
    await world.role(receivingHead, 'executiveHead', { schoolId: school });
    const homeHead = await world.head(`Harriet ${M.homeHead}`, home);
    const deputy = await world.person(`Dan ${M.deputy}`);
    await world.role(deputy, 'deputy', { schoolId: home });
    const refuserHead = await world.head('Head Refuser', other);
    const coordinator = await world.officer('Priya Nair', 'coordinator');
    const colleague = await world.officer('Colin Ash', 'coordinator');
    const programmeLead = await world.officer('Paul Lead', 'programmeLead');
    const leader = await world.leader(`Jo ${M.leader}`, home, { specialisms: ['phonics'] });
    const refuser = await world.leader(`Sam ${M.refuser}`, other, { specialisms: ['phonics'] });
    const must = (id: number, command: string, who: number, input = {}) =>
      world.must('support', id, command, who, input);
    const asked = { area: 'phonics', need: `Help with ${M.need}.`, timing: 'Spring term 2027' };
    const agreed = {
      days: 1,
      startsOn: '2026-11-16',
      endsOn: '2027-03-19',
      purpose: `So that ${M.purpose}.`,
    };
    let id = 0;

    return {
      people: {
        requester,
        receivingHead,
        homeHead,
        deputy,
        refuserHead,
        coordinator,
        colleague,
        programmeLead,
        leader: leader.personId,
        refuser: refuser.personId,
      },
      names: [M.school, M.requester, M.leader, M.home, M.homeHead, M.deputy, M.refuser, M.refuserHome],
      channels: { brokering: world.brokeringChannelId },
      works: async () => [
        ...(await world.store.db.supportRequest.findMany({ orderBy: { id: 'asc' } })).map(row => ({
          kind: 'support',
          id: row.id,
          reference: row.reference,
        })),
        ...(await world.store.db.cover.findMany()).map(row => ({
          kind: 'cover',
          id: row.id,
          reference: row.reference,
        })),
      ],
      scenes: [
        {
          name: 'asked',
          play: async () => {
            const input = { deputyId: String(deputy), to: '2026-12-31' };
            await world.must('cover', null, 'begin', homeHead, input);
            id = (await world.must('support', null, 'submit', requester, asked)).id;
          },
        },
        { name: 'claimed', play: () => must(id, 'claim', coordinator) },
        {
          name: 'firstAsked',
          play: () => must(id, 'approach', coordinator, { designationId: refuser.designationId }),
        },
        { name: 'refused', play: () => must(id, 'refuseRelease', refuserHead, { reason: 'days' }) },
        {
          name: 'secondAsked',
          play: () => must(id, 'approach', coordinator, { designationId: leader.designationId }),
        },
        {
          name: 'bothYes',
          play: async () => {
            await must(id, 'acceptWork', leader.personId);
            await must(id, 'approveRelease', deputy);
          },
        },
        { name: 'proposed', play: () => must(id, 'propose', coordinator, agreed) },
        {
          name: 'changeAsked',
          play: () => must(id, 'redraft', homeHead, { reason: `Not on Fridays: ${M.change}.` }),
        },
        {
          name: 'active',
          play: async () => {
            await must(id, 'propose', coordinator, agreed);
            for (const party of [requester, homeHead, leader.personId]) await must(id, 'accept', party);
          },
        },
        {
          name: 'visited',
          play: async () => {
            await world.daysPass(9);
            const input = { on: world.today, days: 0.5, summary: `Planned ${M.visit}.` };
            await must(id, 'logVisit', leader.personId, input);
          },
        },
        { name: 'finished', play: () => must(id, 'complete', leader.personId) },
        {
          name: 'evaluated',
          play: () =>
            must(id, 'evaluate', requester, { rating: 'effective', comment: `It helped: ${M.comment}.` }),
        },
        {
          name: 'declined',
          play: async () => {
            const second = await world.must('support', null, 'submit', requester, asked);
            await must(second.id, 'claim', coordinator);
            await must(second.id, 'decline', coordinator, { reason: `Try the hub: ${M.outcome}.` });
          },
        },
      ],
      // DOMAIN 7.3, rows "request text", "request exists", "agreement", "visit log" and "rating of leader".
      rules: {
        [M.school]: {
          requester: 'asked',
          receivingHead: 'asked',
          coordinator: 'claimed',
          colleague: 'claimed',
          leader: 'proposed',
          homeHead: 'proposed',
          deputy: 'proposed',
        },
        [M.requester]: {
          requester: 'asked',
          receivingHead: 'asked',
          coordinator: 'claimed',
          colleague: 'claimed',
          leader: 'proposed',
          homeHead: 'proposed',
          deputy: 'proposed',
        },
        [M.need]: { requester: 'asked', coordinator: 'claimed', leader: 'proposed' },
        // Candidates are the coordinator's to see from the claim on; everybody else learns whom when chosen.
        [M.leader]: {
          coordinator: 'claimed',
          colleague: 'secondAsked',
          leader: 'secondAsked',
          homeHead: 'secondAsked',
          deputy: 'secondAsked',
          requester: 'proposed',
          receivingHead: 'proposed',
        },
        [M.home]: {
          coordinator: 'claimed',
          colleague: 'secondAsked',
          leader: 'secondAsked',
          homeHead: 'secondAsked',
          deputy: 'secondAsked',
          requester: 'proposed',
          receivingHead: 'proposed',
        },
        // The two of a cover know of it; others learn who is asked for a release when they may.
        [M.homeHead]: {
          homeHead: 'asked',
          deputy: 'asked',
          coordinator: 'secondAsked',
          colleague: 'secondAsked',
        },
        // Who answered for whom is shown to those of that role and to the coordinator.
        [M.deputy]: { homeHead: 'asked', deputy: 'asked', coordinator: 'bothYes' },
        // Who said no stays between them and the coordinators.
        [M.refuser]: {
          coordinator: 'claimed',
          colleague: ['firstAsked', 'firstAsked'],
          refuser: ['firstAsked', 'firstAsked'],
          refuserHead: ['firstAsked', 'firstAsked'],
        },
        [M.refuserHome]: {
          coordinator: 'claimed',
          colleague: ['firstAsked', 'firstAsked'],
          refuser: ['firstAsked', 'firstAsked'],
          refuserHead: ['firstAsked', 'firstAsked'],
        },
        [M.purpose]: {
          coordinator: 'proposed',
          colleague: 'proposed',
          requester: 'proposed',
          receivingHead: 'proposed',
          leader: 'proposed',
          homeHead: 'proposed',
          deputy: 'proposed',
        },
        [M.change]: { coordinator: 'changeAsked' },
        [M.visit]: {
          requester: 'visited',
          receivingHead: 'visited',
          coordinator: 'visited',
          colleague: 'visited',
          leader: 'visited',
        },
        [M.comment]: {
          requester: 'evaluated',
          receivingHead: 'evaluated',
          coordinator: 'evaluated',
          leader: 'evaluated',
        },
        [M.outcome]: { requester: 'declined', receivingHead: 'declined', coordinator: 'declined' },
      },
    };
  },
};
