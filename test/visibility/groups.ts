import { groupProcesses } from '../../src/groups/processes.js';
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
  baseline: mark('baseline'),
  asks: mark('asks'),
  decides: mark('decides'),
  risk: mark('risk'),
  finding: mark('finding'),
  advice: mark('advice'),
  because: mark('because'),
  measure: mark('measure'),
  why: mark('why'),
};

/** A task-and-finish group from its proposal on: it reports once, falls silent, asks for a decision, and is stopped with one recommendation under way. */
export const groupSubject: Subject = {
  name: 'task-and-finish groups',
  processes: groupProcesses,

  async stage(world: World): Promise<Stage> {
    const school = await world.school('Oakfield Primary');
    const coordinator = await world.officer('Corin Coordinator', 'coordinator');
    const boardChair = await world.officer('Charity Chair', 'boardChair');
    const sponsor = await world.officer('Sibyl Sponsor', 'boardMember');
    const boardMember = await world.officer('Bo Boardmember', 'boardMember');
    const lead = await world.person(`Lena ${M.lead}`);
    const deputy = await world.person('Dale Deputy');
    const proposer = await world.head('Petra Proposer', school);
    const member = await world.person('Mel Member');
    const schoolSponsor = await world.person('Skye Sponsor');
    const cover = await world.person('Casey Cover');
    const owner = await world.person('Owen Owner');
    await world.role(lead, 'deputy', { schoolId: school });
    const { db } = world.store;
    let id = 0;
    const give = (command: string, who: number, input = {}) => world.must('group', id, command, who, input);
    const openCheckIn = () => db.checkIn.findFirstOrThrow({ orderBy: { number: 'desc' } });
    const recommendation = () => db.recommendation.findFirstOrThrow({ orderBy: { number: 'asc' } });

    return {
      people: {
        coordinator,
        boardChair,
        boardMember,
        sponsor,
        schoolSponsor,
        lead,
        deputy,
        proposer,
        member,
        cover,
        owner,
      },
      names: [M.lead],
      commands: ['/group', '/me'],
      channels: { board: world.boardChannelId },
      // Who is in a group, what it is called and when it reports is no secret among those who hear of it; nor is
      // what a recommendation asks of those who are told to see to it.
      lockScreen: [M.title, M.lead, M.milestone, M.advice],
      works: async () => [
        ...(await db.taskGroup.findMany()).map(row => ({
          kind: 'group',
          id: row.id,
          reference: row.reference,
        })),
        ...(await db.checkIn.findMany({ include: { group: true } })).map(row => ({
          kind: 'checkIn',
          id: row.id,
          reference: `${row.group.reference} check-in ${row.number}`,
        })),
        ...(await db.groupException.findMany()).map(row => ({
          kind: 'exception',
          id: row.id,
          reference: `exception ${row.number}`,
        })),
        ...(await db.highlightReport.findMany()).map(row => ({
          kind: 'highlight',
          id: row.id,
          reference: `highlight ${row.number}`,
        })),
        ...(await db.recommendation.findMany()).map(row => ({
          kind: 'recommendation',
          id: row.id,
          reference: row.reference,
        })),
      ],
      scenes: [
        {
          name: 'proposed',
          play: async () => {
            ({ id } = await world.must('group', null, 'propose', proposer, {
              title: `Early reading ${M.title}`,
              priority: `Reading by six ${M.priority}`,
              purpose: `Find what helps ${M.purpose}.`,
              sponsorId: String(sponsor),
            }));
          },
        },
        {
          name: 'scoped',
          play: async () => {
            await give('acceptProposal', sponsor, {
              leadId: String(lead),
              deputyId: String(deputy),
              schoolSponsorId: String(schoolSponsor),
              endsOn: '2027-06-25',
            });
            await give('addMember', lead, { personId: String(member) });
            await give('draftProblem', lead, {
              baseline: `Half are behind ${M.baseline}`,
              enquiry: 'Why?',
              success: 'Fewer are',
            });
            await give('draftScope', lead, { inScope: 'Year 1', outOfScope: 'The rest' });
            await give('addMilestone', lead, {
              title: `Twelve schools visited ${M.milestone}`,
              dueOn: '2027-03-19',
            });
            await give('sendTerms', lead);
          },
        },
        {
          name: 'started',
          play: async () => {
            await give('approveTerms', boardChair, { meetingOn: world.today });
            await give('cover', lead, { personId: String(cover), until: '2026-11-20' });
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
            await give('cover', lead, { personId: String(cover), until: '2027-06-25' });
          },
        },
        {
          name: 'asked',
          play: async () => {
            await give('raiseException', lead, { reason: `Three schools share no data ${M.asks}` });
            // Whoever types /group highlight in the sweep has begun it already.
            if ((await db.highlightReport.count({ where: { state: 'drafted' } })) === 0)
              await give('writeHighlight', lead);
            const { id: highlight } = await db.highlightReport.findFirstOrThrow({
              where: { state: 'drafted' },
            });
            await world.must('highlight', highlight, 'change', lead, {
              summary: 'Well',
              risks: `Data ${M.risk}`,
            });
          },
        },
        { name: 'silent', play: () => world.daysPass(50) },
        {
          name: 'reported',
          play: async () => {
            const { id: exception } = await db.groupException.findFirstOrThrow();
            await world.must('exception', exception, 'accept', sponsor, { reason: `So be it ${M.decides}` });
            await give('beginReport', lead);
            await give('writeFindings', lead, {
              issues: `Sounds ${M.finding}`,
              practice: 'Daily reading',
              evidence: 'The EEF toolkit',
            });
            await give('writeLessons', lead, { lessons: 'Ask for data early' });
            await give('recommend', lead, {
              text: `A named lead ${M.advice}`,
              because: `It helped ${M.because}`,
            });
            await give('recommend', lead, { text: 'Another thing', because: 'It helped too' });
            await give('sendForCheck', lead);
            await give('noteFact', member, { section: 'issues', text: 'Six, not five' });
            await give('sendToBoard', lead);
            await world.must('recommendation', (await recommendation()).id, 'accept', boardChair);
            await world.must('recommendation', (await recommendation()).id, 'plan', sponsor, {
              ownerId: String(owner),
              dueOn: '2027-07-01',
              measure: `More read ${M.measure}`,
              resource: 'none',
            });
          },
        },
        { name: 'stopped', play: () => give('stop', sponsor, { reason: `Because ${M.why}` }) },
      ],
      // DOMAIN 7.3, row "T&F check-ins": lead, deputy, sponsor; the board sees the highlight only.
      rules: {
        [M.title]: {
          'a board': 'answered',
          coordinator: 'proposed',
          boardChair: 'proposed',
          boardMember: 'scoped',
          sponsor: 'proposed',
          proposer: 'proposed',
          lead: 'scoped',
          deputy: 'scoped',
          schoolSponsor: 'scoped',
          member: 'scoped',
          cover: 'started',
          board: 'started',
          owner: 'reported',
        },
        [M.priority]: {
          coordinator: 'proposed',
          boardChair: 'proposed',
          boardMember: 'scoped',
          sponsor: 'proposed',
          proposer: 'proposed',
          lead: 'scoped',
          deputy: 'scoped',
          schoolSponsor: 'scoped',
          member: 'scoped',
          cover: 'started',
          board: 'started',
        },
        [M.milestone]: {
          'a board': 'answered',
          coordinator: 'scoped',
          boardChair: 'scoped',
          boardMember: 'scoped',
          sponsor: 'scoped',
          proposer: 'scoped',
          lead: 'scoped',
          deputy: 'scoped',
          schoolSponsor: 'scoped',
          member: 'scoped',
          cover: 'started',
          board: 'started',
        },
        [M.lead]: {
          coordinator: 'proposed',
          boardChair: 'proposed',
          boardMember: 'scoped',
          sponsor: 'proposed',
          proposer: 'scoped',
          lead: 'scoped',
          deputy: 'scoped',
          schoolSponsor: 'scoped',
          member: 'scoped',
          cover: 'started',
          board: 'started',
        },
        [M.purpose]: {
          coordinator: 'proposed',
          boardChair: 'proposed',
          boardMember: 'scoped',
          sponsor: 'proposed',
          proposer: 'proposed',
          lead: 'scoped',
          deputy: 'scoped',
          schoolSponsor: 'scoped',
          member: 'scoped',
          cover: 'started',
        },
        [M.baseline]: {
          coordinator: 'scoped',
          boardChair: 'scoped',
          boardMember: 'scoped',
          sponsor: 'scoped',
          proposer: 'scoped',
          lead: 'scoped',
          deputy: 'scoped',
          schoolSponsor: 'scoped',
          member: 'scoped',
        },
        [M.done]: {
          'a board': 'answered',
          coordinator: 'answered',
          boardChair: 'answered',
          boardMember: 'answered',
          sponsor: 'answered',
          proposer: 'answered',
          cover: 'answered',
          board: 'answered',
          lead: 'answered',
          deputy: 'answered',
          schoolSponsor: 'answered',
          member: 'answered',
        },
        // Members read the check-ins; the board does not (DOMAIN 7.3).
        [M.blocker]: {
          sponsor: 'answered',
          proposer: 'answered',
          cover: 'answered',
          lead: 'answered',
          deputy: 'answered',
          schoolSponsor: 'answered',
          member: 'answered',
        },
        // What the sponsor is asked goes to the chair when the sponsor has not answered in time.
        [M.asks]: {
          sponsor: 'asked',
          schoolSponsor: 'asked',
          lead: 'asked',
          deputy: 'asked',
          boardChair: 'silent',
        },
        [M.decides]: {
          sponsor: 'reported',
          schoolSponsor: 'reported',
          lead: 'reported',
          deputy: 'reported',
          boardChair: 'reported',
        },
        // A highlight report is the group's until it is ready.
        [M.risk]: {
          sponsor: 'asked',
          schoolSponsor: 'asked',
          lead: 'asked',
          deputy: 'asked',
          cover: 'asked',
          coordinator: 'silent',
          boardChair: 'silent',
        },
        [M.finding]: {
          coordinator: 'reported',
          boardChair: 'reported',
          boardMember: 'reported',
          sponsor: 'reported',
          proposer: 'reported',
          lead: 'reported',
          deputy: 'reported',
          schoolSponsor: 'reported',
          member: 'reported',
        },
        [M.advice]: {
          coordinator: 'reported',
          boardChair: 'reported',
          boardMember: 'reported',
          sponsor: 'reported',
          proposer: 'reported',
          cover: 'reported',
          owner: 'reported',
          lead: 'reported',
          deputy: 'reported',
          schoolSponsor: 'reported',
          member: 'reported',
        },
        [M.because]: {
          coordinator: 'reported',
          boardChair: 'reported',
          boardMember: 'reported',
          sponsor: 'reported',
          proposer: 'reported',
          owner: 'reported',
          lead: 'reported',
          deputy: 'reported',
          schoolSponsor: 'reported',
          member: 'reported',
        },
        [M.measure]: {
          coordinator: 'reported',
          boardChair: 'reported',
          boardMember: 'reported',
          sponsor: 'reported',
          proposer: 'reported',
          owner: 'reported',
          lead: 'reported',
          deputy: 'reported',
          schoolSponsor: 'reported',
          member: 'reported',
        },
        // Why a group was stopped is kept nowhere.
        [M.why]: {},
      },
    };
  },
};
