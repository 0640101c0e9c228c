import { working } from './phases/atWork.js';
import { reporting } from './phases/reporting.js';
import { settingUp } from './phases/setUp.js';
import { table } from './phases/spec.js';
import type { GroupRecord, PersonFacts } from './record.js';

/** A person's id, as long as they are there. */
const there = (person: PersonFacts | null | undefined): readonly number[] =>
  person && !person.left ? [person.id] : [];

/** Who is asked for a check-in: whoever covers, else the lead, else, when the lead has left, the deputy. */
function asked({ cover, lead, deputy }: GroupRecord): readonly number[] {
  if (cover && !cover.person.left) return [cover.person.id];
  return there(lead).length > 0 ? there(lead) : there(deputy);
}

const sponsors = ({ sponsor, schoolSponsor }: GroupRecord): readonly number[] => [
  ...there(sponsor),
  ...there(schoolSponsor),
];

const members = (record: GroupRecord): readonly number[] =>
  record.members.flatMap(({ person }) => there(person));

const withoutChair = ({ chairIds, coordinatorIds }: GroupRecord): readonly number[] =>
  chairIds.length === 0 ? coordinatorIds : [];

/** Whoever sits on its board, once the board has to do with it: a proposal is between its proposer and the sponsor. */
const boardMembers = ({ state, approval, boardMemberIds }: GroupRecord): readonly number[] =>
  state === 'withBoard' || approval !== null ? boardMemberIds : [];

/**
 * A task-and-finish group from an idea to its end (DOMAIN 4.4): proposed, scoped, approved by the board, at work
 * with a check-in every so many school days, reported, and its recommendations decided and done. The states stand
 * in phases/, in the order in which a group comes through them.
 */
export const groupWorkflow = table({
  kind: 'group',
  title: 'Task-and-finish group',
  deputiesShownTo: ['sponsor'],

  roles: {
    lead: { title: 'the group lead', people: record => there(record.lead), side: 'group' },
    deputy: { title: 'the deputy', people: record => there(record.deputy), side: 'group' },
    cover: {
      title: 'whoever covers for the lead',
      people: record => there(record.cover?.person),
      side: 'group',
    },
    sponsor: { title: 'a sponsor', people: sponsors },
    sponsorWithoutLead: {
      title: 'the sponsors, when the lead has left',
      people: record => (record.lead?.left ? sponsors(record) : []),
    },
    chair: { title: "the board's chair", people: record => record.chairIds },
    chairAlone: {
      title: "the board's chair, where the board itself is not set up here",
      people: record => (record.boardId === null ? record.chairIds : []),
    },
    grantingChair: {
      title: 'the chair, when an extension is theirs to grant',
      people: record => (record.askedExtension ? record.chairIds : []),
    },
    boardMembers: { title: 'a member of the board', people: boardMembers },
    coordinators: { title: 'a coordinator', people: record => record.coordinatorIds },
    coordinatorsForChair: { title: 'a coordinator, while there is no chair', people: withoutChair },
    coordinatorsForExtension: {
      title: 'a coordinator, when an extension waits for a chair and there is none',
      people: record => (record.askedExtension ? withoutChair(record) : []),
    },
    officesWithoutSponsor: {
      title: 'chair and coordinators, when its sponsors have left',
      people: record => (sponsors(record).length === 0 ? [...record.chairIds, ...record.coordinatorIds] : []),
    },
    members: { title: 'a member', people: members },
    newMember: { title: 'whoever has just joined', people: record => there(record.members.at(-1)?.person) },
    proposer: { title: 'the proposer', people: record => there(record.proposer) },
    checkers: {
      title: 'officers and contributors',
      people: record => [...new Set([...members(record), ...record.coordinatorIds])],
    },
    asked: { title: 'whoever is asked', people: asked },
    boardChannel: { title: 'the board channel', channel: record => record.boardChannelId },
  },

  states: { ...settingUp, ...working, ...reporting },
});
