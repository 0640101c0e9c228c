/**
 * Roles held at one school (DOMAIN 5, "Roles" and "people roles"). Whoever is headteacher or executiveHead
 * there answers for the school.
 */
const SCHOOL_ROLES = [
  'headteacher',
  'executiveHead',
  'headOfSchool',
  'deputy',
  'seniorLeader',
  'senco',
  'businessManager',
  'safeguardingLead',
  'chairOfGovernors',
] as const;

/**
 * Roles held at one partnership, of any tier; they reach down to every node below that has no holder of its
 * own. `leadReviewer`, `peerReviewer` and `improvementChampion` say that the partnership has accredited the
 * person; who reviews whom is said by the review itself, as a group's lead and sponsor are by the group.
 */
const PARTNERSHIP_ROLES = [
  'coordinator',
  'clusterLead',
  'districtLead',
  'programmeLead',
  'leadReviewer',
  'peerReviewer',
  'improvementChampion',
  'qaModerator',
  'groupLead',
  'sponsor',
  'boardChair',
  'boardMember',
  'laAdviser',
  'financeOfficer',
  'dpo',
  'tenantAdmin',
] as const;

export type SchoolRole = (typeof SCHOOL_ROLES)[number];
type PartnershipRole = (typeof PARTNERSHIP_ROLES)[number];
export type Role = SchoolRole | PartnershipRole;

/** Every role that can be assigned, those at schools first. */
export const ROLES: readonly Role[] = [...SCHOOL_ROLES, ...PARTNERSHIP_ROLES];

/** The roles whose holders answer for a school. */
export const HEAD_ROLES = ['headteacher', 'executiveHead'] as const satisfies readonly SchoolRole[];

/** Roles as they stand in a sentence: "the head of school". */
export const ROLE_TITLES: Readonly<Record<Role, string>> = {
  headteacher: 'headteacher',
  executiveHead: 'executive head',
  headOfSchool: 'head of school',
  deputy: 'deputy head',
  seniorLeader: 'senior leader',
  senco: 'SENCO',
  businessManager: 'school business manager',
  safeguardingLead: 'designated safeguarding lead',
  chairOfGovernors: 'chair of governors',
  coordinator: 'coordinator',
  clusterLead: 'cluster lead',
  districtLead: 'district lead',
  programmeLead: 'programme lead',
  leadReviewer: 'lead reviewer',
  peerReviewer: 'peer reviewer',
  improvementChampion: 'improvement champion',
  qaModerator: 'quality moderator',
  groupLead: 'group lead',
  sponsor: 'sponsor',
  boardChair: 'board chair',
  boardMember: 'board member',
  laAdviser: 'local authority adviser',
  financeOfficer: 'finance officer',
  dpo: 'data protection officer',
  tenantAdmin: 'administrator',
};

/** Whether the text names a role. */
export function isRole(text: string): text is Role {
  return (ROLES as readonly string[]).includes(text);
}

/** Whether a role is held at a school; otherwise it is held at a partnership. */
export function isSchoolRole(role: Role): role is SchoolRole {
  return (SCHOOL_ROLES as readonly string[]).includes(role);
}
