import { awaitedPeople } from './acceptance.js';
import {
  awaitedForDraft,
  awaitedForRating,
  awaitedForWorkshop,
  idOf,
  leadOf,
  moderatorsOf,
  policyReaders,
  toAgree,
} from './parts.js';
import { after } from './phases/after.js';
import { agreeing } from './phases/agreeing.js';
import { table } from './phases/phase.js';
import { preparing } from './phases/preparing.js';
import { reporting } from './phases/reporting.js';
import { sideStates } from './phases/sideStates.js';
import { visit } from './phases/visit.js';
import type { ReviewRecord } from './record.js';

/**
 * A peer review of one school, from the plan's proposal to the closing ratings (DOMAIN 2.4). T is the first review
 * day. Each state says who may do what, where it leads, and what the clock does when nothing happens; the states
 * stand in the files of their phase.
 */
export const reviewWorkflow = table({
  kind: 'review',
  title: 'Peer review',
  deputiesShownTo: ['programmeLead'],

  roles: {
    hostHead: { title: 'the host head', people: record => record.hostHeadIds },
    hostLead: { title: 'whoever looks after the day at the school', people: record => idOf(record.hostLead) },
    // After the visit somebody who was there goes on with it.
    leadReviewer: { title: 'the lead reviewer', people: leadOf, standIn: 'peerReviewer', side: 'team' },
    peerReviewer: {
      title: 'a peer reviewer',
      people: ({ team }) => team.filter(each => each.role === 'peerReviewer').map(each => each.person.id),
      side: 'team',
    },
    reviewerHead: {
      title: "the head of a reviewer's school",
      people: ({ team }) => [...new Set(team.flatMap(member => member.headIds))],
    },
    observer: {
      title: 'somebody who comes along to learn',
      people: ({ observers }) => observers.map(({ person }) => person.id),
      side: 'team',
    },
    observerHead: {
      title: "the head of an observer's school",
      people: ({ observers }) => [...new Set(observers.flatMap(({ headIds }) => headIds))],
    },
    improvementChampion: {
      title: 'the improvement champion',
      people: record => idOf(record.champion),
      standIn: 'programmeLead',
    },
    qaModerator: {
      title: 'the quality moderator',
      // Only while a draft is before them: neither before nor after does it concern them.
      people: (record: ReviewRecord) => (record.state === 'qualityCheck' ? moderatorsOf(record) : []),
    },
    programmeLead: {
      title: 'the programme lead',
      people: record => [record.cycle.lead.id],
      standIn: 'organiser',
      side: 'organisers',
    },
    organiser: {
      title: 'another organiser of the programme',
      people: record => record.cycle.organiserIds,
      side: 'organisers',
    },
    clusterLead: { title: 'the cluster lead', people: record => record.cycle.clusterLeadIds },
    reader: {
      title: 'somebody to whom the school has released its report',
      people: record => record.readers.map(({ id }) => id),
    },
    policyReader: { title: 'a reader of reports by the programme’s policy', people: policyReaders },
    awaitedAnswer: { title: 'everybody who has not answered yet', people: awaitedPeople },
    unasked: {
      title: 'a head who has not been asked to release somebody on the team',
      people: ({ team, observers }) =>
        [...team, ...observers].flatMap(each => (each.release ? [] : each.headIds)),
    },
    askedToObserve: {
      title: 'observers and their heads, as long as they have not answered',
      people: ({ observers }) => [
        ...new Set(
          observers.flatMap(({ person, answer, release, headIds }) => [
            ...(answer ? [] : [person.id]),
            ...(release ? [] : headIds),
          ]),
        ),
      ],
    },
    toAgree: { title: 'the side that has not agreed yet', people: toAgree },
    awaitedDraft: {
      title: 'whoever the draft waits for: its author, then the team',
      people: awaitedForDraft,
    },
    awaitedWorkshop: {
      title: 'the champion, or the programme lead as long as none is named',
      people: awaitedForWorkshop,
      standIn: 'programmeLead',
    },
    awaitedRating: { title: 'the sides that have not said how it went', people: awaitedForRating },
  },

  states: { ...agreeing, ...preparing, ...visit, ...reporting, ...after, ...sideStates },
});
