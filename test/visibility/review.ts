import { reviewProcesses } from '../../src/review/processes.js';
import type { World } from '../fakes/world.js';
import { mark, type Stage, type Subject } from './subject.js';

const M = {
  programme: mark('programme'),
  host: mark('host'),
  focus: mark('focus'),
  lead: mark('leadreviewer'),
  peer: mark('peerreviewer'),
  observer: mark('observer'),
  hostHead: mark('hosthead'),
  selfEvaluation: mark('selfevaluation'),
  enquiry: mark('enquiry'),
  draft: mark('draft'),
  corrections: mark('corrections'),
  reply: mark('reply'),
  report: mark('report'),
  action: mark('action'),
  circulated: mark('circulated'),
  otherHost: mark('otherhost'),
  otherDraft: mark('otherdraft'),
};

/**
 * A cycle with the host's answer, and its one review, put on a day by hand, up to the school's actions; and a review
 * of a programme whose reports the authority circulates, which goes through the quality sample.
 */
export const reviewSubject: Subject = {
  name: 'peer reviews',
  processes: reviewProcesses(),

  async stage(world: World): Promise<Stage> {
    const host = await world.school(`${M.host} Primary`);
    const second = await world.school('Second Primary');
    const third = await world.school('Third Primary');
    const hostHead = await world.head(`Hetty ${M.hostHead}`, host);
    const leadReviewer = await world.head(`Leo ${M.lead}`, second);
    const peerReviewer = await world.person(`Pia ${M.peer}`);
    await world.role(peerReviewer, 'deputy', { schoolId: third });
    const reviewerHead = await world.head('Ravi Reviewerhead', third);
    const fourth = await world.school('Fourth Primary');
    const observer = await world.person(`Omar ${M.observer}`);
    await world.role(observer, 'seniorLeader', { schoolId: fourth });
    const observerHead = await world.head('Oona Observerhead', fourth);
    const programmeLead = await world.officer('Lena Lead', 'programmeLead');
    const coordinator = await world.officer('Cora Coordinator', 'coordinator');
    const clusterLead = await world.officer('Cleo Cluster', 'clusterLead');
    const hostLead = await world.person('Hugo Hostlead');
    await world.role(hostLead, 'deputy', { schoolId: host });
    const otherHost = await world.school(`${M.otherHost} Primary`);
    const otherHead = await world.head('Olga Otherhead', otherHost);
    const qaModerator = await world.officer('Quinn Moderator', 'qaModerator');
    const laAdviser = await world.officer('Ada Adviser', 'laAdviser');
    const champion = await world.officer('Chaz Champion', 'improvementChampion');
    const { db } = world.store;
    const entryOf = async (schoolId: number) =>
      (await db.reviewEntry.findFirstOrThrow({ where: { schoolId } })).id;
    let cycle = 0;
    let review = 0;
    let circulated = 0;

    return {
      people: {
        hostHead,
        leadReviewer,
        peerReviewer,
        reviewerHead,
        observer,
        observerHead,
        programmeLead,
        coordinator,
        clusterLead,
        champion,
        hostLead,
        otherHead,
        qaModerator,
        laAdviser,
      },
      commands: ['/review', '/me'],
      channels: { board: world.boardChannelId, brokering: world.brokeringChannelId },
      names: [M.host, M.lead, M.peer, M.observer, M.hostHead, M.otherHost],
      works: async () => [
        ...(await db.reviewProgramme.findMany()).map(row => ({
          kind: 'programme',
          id: row.id,
          reference: row.reference,
        })),
        ...(await db.reviewCycle.findMany()).map(row => ({
          kind: 'cycle',
          id: row.id,
          reference: row.reference,
        })),
        ...(await db.reviewEntry.findMany({ where: { schoolId: host }, include: { cycle: true } })).map(
          row => ({
            kind: 'entry',
            id: row.id,
            reference: row.cycle.reference,
          }),
        ),
        ...(await db.review.findMany()).map(row => ({
          kind: 'review',
          id: row.id,
          reference: row.reference,
        })),
      ],
      scenes: [
        {
          name: 'opened',
          play: async () => {
            await world.must('programme', null, 'create', programmeLead, {
              partnershipId: world.partnershipId,
              name: `Programme ${M.programme}`,
              preset: 'triads',
            });
            const opened = await world.must('cycle', null, 'open', programmeLead, {
              clusterIds: String(world.partnershipId),
              name: 'Peer reviews 2026/27',
              answersBy: '2026-11-30',
              windowFrom: '2027-01-18',
              windowTo: '2027-03-19',
            });
            cycle = opened.id;
          },
        },
        {
          name: 'optedIn',
          play: async () => {
            await world.must('entry', await entryOf(host), 'optIn', hostHead, {
              focus: `Look at ${M.focus}`,
              reviewers: [String(hostHead)],
            });
          },
        },
        {
          name: 'proposed',
          play: async () => {
            const proposed = await world.must('review', null, 'propose', null, {
              cycleId: cycle,
              schoolId: host,
              on: '2027-02-02',
              startsPm: false,
              halfDays: 2,
              team: [
                { personId: leadReviewer, schoolId: second, role: 'leadReviewer' },
                { personId: peerReviewer, schoolId: third, role: 'peerReviewer' },
              ],
              observers: [{ personId: observer, schoolId: fourth }],
              why: [],
            });
            review = proposed.id;
            const { id: rules } = await world.must('programme', null, 'create', programmeLead, {
              partnershipId: world.partnershipId,
              name: `Circulated ${M.circulated}`,
              preset: 'triads',
            });
            await world.must('programme', rules, 'editReport', programmeLead, {
              visibility: 'laCirculated',
              qaEvery: '1',
              grades: '',
              workshop: 'false',
            });
            const other = await world.must('cycle', null, 'open', programmeLead, {
              clusterIds: String(world.partnershipId),
              name: 'Circulated reviews',
              answersBy: '2026-11-30',
              windowFrom: '2027-01-18',
              windowTo: '2027-03-19',
              rulesOf: `programme ${rules}`,
            });
            circulated = (
              await world.must('review', null, 'propose', null, {
                cycleId: other.id,
                schoolId: otherHost,
                on: '2027-02-02',
                startsPm: false,
                halfDays: 2,
                team: [{ personId: reviewerHead, schoolId: third, role: 'leadReviewer' }],
                why: [],
              })
            ).id;
          },
        },
        {
          name: 'accepted',
          play: async () => {
            for (const person of [hostHead, leadReviewer, peerReviewer, reviewerHead])
              await world.must('review', review, 'accept', person);
            for (const person of [observer, observerHead])
              await world.must('review', review, 'comeAlong', person);
            for (const person of [otherHead, reviewerHead])
              await world.must('review', circulated, 'accept', person);
          },
        },
        {
          name: 'focused',
          play: async () => {
            await world.must('review', review, 'proposeFocus', hostHead, { line1: `About ${M.enquiry}` });
            await world.must('review', review, 'agreeFocus', leadReviewer);
          },
        },
        {
          name: 'prepared',
          play: async () => {
            await world.must('review', review, 'nameHostLead', hostHead, { personId: String(hostLead) });
            await world.must('review', review, 'sendSelfEvaluation', hostHead, {
              link: `https://example.org/${M.selfEvaluation}`,
            });
          },
        },
        { name: 'held', play: () => world.untilInstant(new Date('2027-02-04T18:00:00Z')) },
        {
          name: 'drafted',
          play: async () => {
            await world.must('review', review, 'giveFeedback', leadReviewer, {
              listeners: ['head'],
              attended: [],
            });
            await world.must('review', review, 'submitDraft', leadReviewer, {
              link: `https://example.org/${M.draft}`,
            });
            await world.must('review', circulated, 'giveFeedback', reviewerHead, {
              listeners: ['head'],
              attended: [],
            });
            await world.must('review', circulated, 'submitDraft', reviewerHead, {
              link: `https://example.org/${M.otherDraft}`,
            });
          },
        },
        {
          name: 'confirmed',
          play: async () => {
            await world.must('review', review, 'confirmDraft', peerReviewer);
            await world.must('review', circulated, 'qualityDone', qaModerator);
          },
        },
        {
          name: 'corrected',
          play: () =>
            world.must('review', review, 'correctReport', hostHead, {
              corrections: `https://example.org/${M.corrections}`,
              reply: `https://example.org/${M.reply}`,
            }),
        },
        {
          name: 'reported',
          play: async () => {
            await world.must('review', review, 'finish', leadReviewer, {
              link: `https://example.org/${M.report}`,
            });
            await world.must('review', circulated, 'acceptReport', otherHead);
          },
        },
        {
          name: 'released',
          play: () =>
            world.must('review', review, 'releaseReport', hostHead, { readers: [String(clusterLead)] }),
        },
        {
          name: 'acted',
          play: async () => {
            await world.must('review', review, 'nameChampion', programmeLead, { personId: champion });
            await world.must('review', review, 'bookWorkshop', champion, { on: '2027-02-24' });
            await world.must('review', review, 'addAction', champion, {
              text: `Do ${M.action}`,
              owner: 'senco',
              dueOn: '2027-06-01',
              measure: `See ${M.action}`,
            });
          },
        },
        {
          name: 'revoked',
          play: () =>
            world.must('review', review, 'revokeReport', hostHead, { personId: String(clusterLead) }),
        },
      ],
      // DOMAIN 7.3, row "review report", and 2.4; the rota itself is no secret among those who take part.
      rules: {
        [M.programme]: { programmeLead: 'opened', coordinator: 'opened', clusterLead: 'opened' },
        [M.host]: {
          hostHead: 'opened',
          programmeLead: 'opened',
          coordinator: 'opened',
          clusterLead: 'opened',
          leadReviewer: 'proposed',
          peerReviewer: 'proposed',
          reviewerHead: 'proposed',
          observer: 'proposed',
          observerHead: 'proposed',
          champion: 'acted',
          hostLead: 'prepared',
        },
        [M.focus]: { hostHead: 'optedIn', programmeLead: 'optedIn', coordinator: 'optedIn' },
        [M.lead]: {
          observer: 'proposed',
          hostHead: 'proposed',
          leadReviewer: 'proposed',
          peerReviewer: 'proposed',
          programmeLead: 'proposed',
          coordinator: 'proposed',
          hostLead: 'prepared',
        },
        // Beside the team: they see who comes and the day, and nothing that is asked or found.
        [M.observer]: {
          hostHead: 'proposed',
          leadReviewer: 'proposed',
          peerReviewer: 'proposed',
          observer: 'proposed',
          observerHead: 'proposed',
          programmeLead: 'proposed',
          coordinator: 'proposed',
          hostLead: 'prepared',
        },
        [M.peer]: {
          observer: 'proposed',
          hostHead: 'proposed',
          leadReviewer: 'proposed',
          peerReviewer: 'proposed',
          reviewerHead: 'proposed',
          programmeLead: 'proposed',
          coordinator: 'proposed',
          hostLead: 'prepared',
        },
        [M.hostHead]: { hostHead: 'opened', programmeLead: 'optedIn', coordinator: 'optedIn' },
        [M.selfEvaluation]: {
          hostHead: 'prepared',
          hostLead: 'prepared',
          leadReviewer: 'prepared',
          peerReviewer: 'prepared',
        },
        [M.enquiry]: { hostHead: 'focused', leadReviewer: 'focused', peerReviewer: 'focused' },
        [M.draft]: {
          leadReviewer: ['drafted', 'corrected'],
          peerReviewer: ['drafted', 'corrected'],
          hostHead: ['confirmed', 'corrected'],
        },
        [M.corrections]: { hostHead: 'corrected', leadReviewer: 'corrected' },
        [M.reply]: {
          hostHead: 'corrected',
          leadReviewer: 'corrected',
          clusterLead: ['released', 'acted'],
        },
        [M.report]: {
          hostHead: 'reported',
          leadReviewer: 'reported',
          clusterLead: ['released', 'acted'],
        },
        [M.action]: { hostHead: 'acted', leadReviewer: 'acted', champion: 'acted' },
        [M.circulated]: { programmeLead: 'proposed', coordinator: 'proposed', clusterLead: 'proposed' },
        // A head may name schools of the cycle with which they want no exchange.
        [M.otherHost]: {
          hostHead: 'opened',
          otherHead: 'opened',
          programmeLead: 'opened',
          coordinator: 'opened',
          clusterLead: 'opened',
          reviewerHead: 'proposed',
          qaModerator: 'drafted',
          laAdviser: 'reported',
        },
        // The draft is the team's, then the moderator's, then the head's; as it was accepted it is the report.
        [M.otherDraft]: {
          reviewerHead: 'drafted',
          qaModerator: ['drafted', 'drafted'],
          otherHead: 'confirmed',
          clusterLead: 'reported',
          laAdviser: 'reported',
        },
      },
    };
  },
};
