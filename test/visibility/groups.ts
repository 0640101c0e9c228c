import { checkInProcess } from '../../src/groups/checkIn/process.js';
import { groupProcess } from '../../src/groups/process.js';
import type { World } from '../fakes/world.js';
import { mark, type Stage, type Subject } from './subject.js';

const M = {
  title: mark('title'),
  purpose: mark('purpose'),
  priority: mark('priority'),
  milestone: mark('milestone'),
  lead: mark('lead'),
  done: mark('done'),
  blocker: mark('blocker'),
  why: mark('why'),
};

/** A task-and-finish group that reports once, falls silent and is stopped. */
export const groupSubject: Subject = {
  name: 'task-and-finish groups',
  processes: [groupProcess, checkInProcess],

  async stage(world: World): Promise<Stage> {
    const school = await world.school('Oakfield Primary');
    const coordinator = await world.officer('Corin Coordinator', 'coordinator');
    const boardChair = await world.officer('Charity Chair', 'boardChair');
    const sponsor = await world.officer('Sibyl Sponsor', 'boardMember');
    const lead = await world.person(`Lena ${M.lead}`);
    const deputy = await world.person('Dale Deputy');
    await world.role(lead, 'deputy', { schoolId: school });
    let id = 0;
    const openCheckIn = () => world.store.db.checkIn.findFirstOrThrow({ orderBy: { number: 'desc' } });

    return {
      people: { coordinator, boardChair, sponsor, lead, deputy },
      names: [M.lead],
      channels: { board: world.boardChannelId },
      // Who is in a group, what it is called and when it reports is no secret among those who hear of it.
      lockScreen: [M.title, M.lead, M.milestone],
      works: async () => [
        ...(await world.store.db.taskGroup.findMany()).map(row => ({
          kind: 'group',
          id: row.id,
          reference: row.reference,
        })),
        ...(await world.store.db.checkIn.findMany({ include: { group: true } })).map(row => ({
          kind: 'checkIn',
          id: row.id,
          reference: `${row.group.reference} check-in ${row.number}`,
        })),
      ],
      scenes: [
        {
          name: 'started',
          play: async () => {
            id = (
              await world.must('group', null, 'start', coordinator, {
                title: `Early reading ${M.title}`,
                priority: `Reading by six ${M.priority}`,
                purpose: `Find what helps ${M.purpose}.`,
                leadId: String(lead),
                deputyId: String(deputy),
                sponsorId: String(sponsor),
                endsOn: '2027-06-25',
                firstMilestone: `Twelve schools visited ${M.milestone}`,
                firstMilestoneOn: '2027-01-15',
              })
            ).id;
          },
        },
        { name: 'prompted', play: () => world.daysPass(16) },
        {
          name: 'answered',
          play: async () => {
            await world.must('checkIn', (await openCheckIn()).id, 'answer', lead, {
              rag: 'amber',
              done: `Visits begun ${M.done}`,
              blocker: `No data ${M.blocker}`,
            });
          },
        },
        { name: 'silent', play: () => world.daysPass(90) },
        {
          name: 'stopped',
          play: () => world.must('group', id, 'stop', sponsor, { reason: `Because ${M.why}` }),
        },
      ],
      // DOMAIN 7.3, row "T&F check-ins": lead, deputy, sponsor; the board sees the highlight only.
      rules: {
        [M.title]: {
          coordinator: 'started',
          boardChair: 'started',
          sponsor: 'started',
          lead: 'started',
          deputy: 'started',
          board: 'started',
        },
        [M.priority]: {
          coordinator: 'started',
          boardChair: 'started',
          sponsor: 'started',
          lead: 'started',
          deputy: 'started',
          board: 'started',
        },
        [M.milestone]: {
          coordinator: 'started',
          boardChair: 'started',
          sponsor: 'started',
          lead: 'started',
          deputy: 'started',
          board: 'started',
        },
        [M.lead]: {
          coordinator: 'started',
          boardChair: 'started',
          sponsor: 'started',
          lead: 'started',
          deputy: 'started',
          board: 'started',
        },
        [M.purpose]: { sponsor: 'started', lead: 'started', deputy: 'started' },
        [M.done]: {
          sponsor: 'answered',
          lead: 'answered',
          deputy: 'answered',
          coordinator: 'answered',
          boardChair: 'answered',
          board: 'answered',
        },
        [M.blocker]: { sponsor: 'answered', lead: 'answered', deputy: 'answered' },
        // Why a group was stopped is kept nowhere.
        [M.why]: {},
      },
    };
  },
};
