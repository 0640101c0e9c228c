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
  summary: mark('summary'),
  halfWay: mark('halfway'),
  reflection: mark('reflection'),
  quality: mark('quality'),
  lasting: mark('lasting'),
  atRisk: mark('atrisk'),
  atRiskHead: mark('atriskhead'),
  newHomeHead: mark('newhomehead'),
};

/**
 * A request from the head's answers to its end, with a home head who says no first and a leader who changes
 * school; one that is declined, and one that is commissioned for a school at risk.
 */
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
    const next = await world.school('Next Primary');
    const newHomeHead = await world.head(`Nina ${M.newHomeHead}`, next);
    const risk = await world.school(`${M.atRisk} Primary`);
    const atRiskHead = await world.head(`Ada ${M.atRiskHead}`, risk);
    const laAdviser = await world.officer('Lena Adviser', 'laAdviser');
    const coordinator = await world.officer('Priya Nair', 'coordinator');
    const colleague = await world.officer('Colin Ash', 'coordinator');
    const programmeLead = await world.officer('Paul Lead', 'programmeLead');
    const leader = await world.leader(`Jo ${M.leader}`, home, { specialisms: ['phonics'] });
    const refuser = await world.leader(`Sam ${M.refuser}`, other, { specialisms: ['phonics'] });
    const must = (id: number, command: string, who: number, input = {}) =>
      world.must('support', id, command, who, input);
    const asked = { area: 'phonics', need: `Help with ${M.need}.`, timing: 'Spring term 2027' };
    const agreed = {
      days: 2,
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
        laAdviser,
        newHomeHead,
        atRiskHead,
        leader: leader.personId,
        refuser: refuser.personId,
      },
      names: [
        M.school,
        M.requester,
        M.leader,
        M.home,
        M.homeHead,
        M.newHomeHead,
        M.deputy,
        M.refuser,
        M.refuserHome,
        M.atRisk,
        M.atRiskHead,
      ],
      commands: ['/support', '/deploy', '/me'],
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
        { name: 'takenOn', play: () => must(id, 'takeOn', coordinator) },
        {
          name: 'summarised',
          play: async () => {
            const words = { summary: `A class that needs ${M.summary}.` };
            await must(id, 'proposeSummary', coordinator, words);
            await must(id, 'agreeSummary', requester);
          },
        },
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
          name: 'released',
          play: () => must(id, 'approveRelease', deputy),
        },
        { name: 'bothYes', play: () => must(id, 'acceptWork', leader.personId) },
        {
          name: 'chosen',
          play: () => must(id, 'choose', requester, { designationId: leader.designationId }),
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
            await must(id, 'recordContact', leader.personId);
          },
        },
        {
          name: 'visited',
          play: async () => {
            await world.daysPass(9);
            const input = { on: world.today, days: 1, summary: `Planned ${M.visit}.` };
            await must(id, 'logVisit', leader.personId, input);
          },
        },
        {
          name: 'halfWay',
          play: () =>
            must(id, 'answerMidReview', leader.personId, {
              working: 'no',
              goOn: 'changed',
              comment: `Too little ${M.halfWay}.`,
            }),
        },
        {
          name: 'moved',
          play: async () => {
            await world.store.db.designation.update({
              where: { id: leader.designationId },
              data: { homeSchoolId: next },
            });
            await must(id, 'leaderMoved', coordinator);
          },
        },
        {
          name: 'finished',
          play: async () => {
            await must(id, 'approveMove', newHomeHead);
            await must(id, 'complete', leader.personId);
          },
        },
        {
          name: 'evaluated',
          play: () =>
            must(id, 'evaluate', requester, { rating: 'effective', comment: `It helped: ${M.comment}.` }),
        },
        {
          name: 'reflected',
          play: () => must(id, 'reflect', leader.personId, { comment: `Short of ${M.reflection}.` }),
        },
        {
          name: 'signedOff',
          play: () => must(id, 'signOff', coordinator, { note: `Spoke about ${M.quality}.` }),
        },
        {
          name: 'lasted',
          play: async () => {
            // Ninety days on are in the half term: the head is asked on the first school day after it.
            await world.daysPass(105);
            await must(id, 'answerImpact', requester, { lasting: 'fully', comment: `Still ${M.lasting}.` });
          },
        },
        {
          name: 'commissioned',
          play: () =>
            world.must('support', null, 'commission', laAdviser, {
              ...asked,
              schoolId: risk,
              need: `A school with ${M.atRisk}.`,
              payer: 'la',
            }),
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
      // Every school of the partnership stands in the list of those for whom support may be commissioned, so
      // officers read its name there; that it asked is told by its head's name.
      rules: {
        [M.school]: {
          requester: 'asked',
          receivingHead: 'asked',
          coordinator: 'asked',
          colleague: 'asked',
          laAdviser: 'asked',
          leader: 'chosen',
          homeHead: ['chosen', 'moved'],
          deputy: ['chosen', 'moved'],
          newHomeHead: 'finished',
        },
        [M.requester]: {
          requester: 'asked',
          receivingHead: 'asked',
          coordinator: 'claimed',
          colleague: 'claimed',
          leader: 'chosen',
          homeHead: ['chosen', 'moved'],
          deputy: ['chosen', 'moved'],
          newHomeHead: 'finished',
        },
        [M.need]: { requester: 'asked', coordinator: 'claimed' },
        [M.summary]: {
          requester: 'summarised',
          receivingHead: 'summarised',
          coordinator: 'summarised',
          leader: 'released',
        },
        // Candidates are the coordinator's to see once they look for one; the school reads the profile.
        [M.leader]: {
          coordinator: 'takenOn',
          colleague: 'secondAsked',
          leader: 'released',
          homeHead: ['secondAsked', 'moved'],
          deputy: ['secondAsked', 'moved'],
          newHomeHead: 'moved',
          requester: 'bothYes',
          receivingHead: 'bothYes',
        },
        [M.home]: {
          coordinator: 'asked',
          colleague: 'asked',
          laAdviser: 'asked',
          leader: 'released',
          homeHead: ['secondAsked', 'moved'],
          deputy: ['secondAsked', 'moved'],
          newHomeHead: ['moved', 'moved'],
          requester: 'bothYes',
          receivingHead: 'bothYes',
        },
        // The two of a cover know of it; others learn who is asked for a release when they may. Who released stands
        // in the agreement, for its parties.
        [M.homeHead]: {
          homeHead: 'summarised',
          deputy: 'asked',
          coordinator: 'secondAsked',
          colleague: ['secondAsked', 'proposed'],
          newHomeHead: 'finished',
        },
        [M.newHomeHead]: { coordinator: ['moved', 'moved'], colleague: ['moved', 'moved'] },
        // Who answered for whom is shown to those of that role and to the coordinator.
        [M.deputy]: {
          homeHead: 'asked',
          deputy: 'firstAsked',
          coordinator: 'released',
          newHomeHead: 'finished',
        },
        // Who said no stays between them and the coordinators.
        [M.refuser]: {
          coordinator: 'takenOn',
          colleague: ['firstAsked', 'firstAsked'],
          refuserHead: ['firstAsked', 'firstAsked'],
        },
        [M.refuserHome]: {
          coordinator: 'asked',
          colleague: 'asked',
          laAdviser: 'asked',
          refuserHead: ['firstAsked', 'firstAsked'],
        },
        [M.purpose]: {
          coordinator: 'proposed',
          colleague: 'proposed',
          requester: 'proposed',
          receivingHead: 'proposed',
          leader: 'proposed',
          homeHead: ['proposed', 'moved'],
          deputy: ['proposed', 'moved'],
          newHomeHead: 'moved',
        },
        [M.change]: { coordinator: 'changeAsked' },
        [M.visit]: {
          requester: 'visited',
          receivingHead: 'visited',
          coordinator: 'visited',
          colleague: 'visited',
          leader: 'visited',
        },
        [M.halfWay]: { coordinator: 'halfWay', leader: 'halfWay' },
        [M.comment]: {
          requester: 'evaluated',
          receivingHead: 'evaluated',
          coordinator: 'evaluated',
          leader: 'reflected',
        },
        [M.reflection]: { coordinator: 'reflected', leader: 'reflected' },
        [M.quality]: { coordinator: 'signedOff' },
        [M.lasting]: {
          requester: 'lasted',
          receivingHead: 'lasted',
          coordinator: 'lasted',
          leader: 'lasted',
        },
        // Commissioned: the school itself, the adviser and the coordinators; no other school by any path.
        [M.atRisk]: {
          coordinator: 'asked',
          colleague: 'asked',
          laAdviser: 'asked',
          atRiskHead: 'commissioned',
        },
        [M.atRiskHead]: {},
        [M.outcome]: { requester: 'declined', receivingHead: 'declined', coordinator: 'declined' },
      },
    };
  },
};
