import type { LocalDate } from '../../calendar/localDate.js';
import { isRole, isSchoolRole, ROLE_TITLES, ROLES, type Role } from '../../network/role.js';
import type { Cells } from '../cells.js';
import { plainName } from '../columns.js';
import { didYouMean } from '../nearest.js';
import type { ReportBuilder } from '../report.js';
import { readTable, type TableFormat } from '../table.js';

const COLUMNS = {
  name: ['name', 'fullname', 'person'],
  email: ['email', 'emailaddress', 'mail'],
  jobTitle: ['jobtitle', 'title', 'job'],
  role: ['role'],
  school: ['school', 'urn', 'laestab', 'schoolurn'],
  partnership: ['partnership', 'partnershipslug', 'cluster', 'slug'],
  from: ['from', 'since', 'start', 'startdate'],
  to: ['to', 'until', 'end', 'enddate'],
  left: ['left', 'lefton', 'leaver'],
  slackUser: ['slackuser', 'slackuserid', 'slackid', 'slack'],
  slackTeam: ['slackteam', 'slackteamid', 'slackworkspace'],
  teamsUser: ['teamsaadid', 'teamsaadobjectid', 'aadobjectid', 'teamsuser', 'teams'],
  teamsTenant: ['teamstenant', 'teamstenantid', 'aadtenant'],
} as const;

type Column = keyof typeof COLUMNS;

const FORMAT: TableFormat<Column> = {
  columns: COLUMNS,
  required: ['name', 'email'],
  what: 'a list of people',
  howToGet:
    'The first line must name the columns: name,email,role,school,partnership,from,to ' +
    '(and, where wanted, job_title,left,slack_user,slack_team,teams_aad_id,teams_tenant).',
};

/** Other words for roles, plain. */
const SYNONYMS: Readonly<Record<string, Role>> = {
  head: 'headteacher',
  headmaster: 'headteacher',
  headmistress: 'headteacher',
  principal: 'headteacher',
  actinghead: 'headteacher',
  actingheadteacher: 'headteacher',
  executiveheadteacher: 'executiveHead',
  executiveprincipal: 'executiveHead',
  deputyheadteacher: 'deputy',
  deputyhead: 'deputy',
  slt: 'seniorLeader',
  sbm: 'businessManager',
  dsl: 'safeguardingLead',
  chair: 'chairOfGovernors',
  chairoftrustees: 'chairOfGovernors',
  broker: 'coordinator',
  adviser: 'laAdviser',
  administrator: 'tenantAdmin',
  admin: 'tenantAdmin',
};

/** An account on a chat platform, as a row gives it. */
interface AccountCell {
  readonly platform: 'slack' | 'teams';
  readonly tenant: string;
  readonly externalId: string;
  readonly column: 'slackUser' | 'teamsUser';
}

/** One row: a person, and perhaps one role of theirs, accounts, and that they have left. */
export interface PersonRow {
  readonly cells: Cells<Column>;
  readonly name: string;
  readonly email: string;
  readonly role: Role | null;
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
  readonly left: LocalDate | null;
  readonly accounts: readonly AccountCell[];
}

/** Reads a list of people; what is wrong in it goes to the report, all of it at once. */
export async function readPeople(
  file: string,
  report: ReportBuilder,
  today: LocalDate,
): Promise<PersonRow[]> {
  const names = new Map<string, { name: string; line: number }>();
  return (await readTable(file, FORMAT, report)).map(cells => {
    const row = readRow(cells);
    if (row.left && row.left > today) {
      cells.error(
        'left',
        `${row.left} is still to come.`,
        'For a last day ahead give it in "to", role by role.',
      );
    }
    const before = names.get(row.email);
    if (before && before.name !== row.name) {
      cells.error(
        'name',
        `${row.email} is "${before.name}" in row ${before.line} and "${row.name}" in row ${cells.line}.`,
        'Write the same name, or give each person their own address.',
      );
    }
    if (!before) names.set(row.email, { name: row.name, line: cells.line });
    return row;
  });
}

function readRow(cells: Cells<Column>): PersonRow {
  const email = cells.needed('email', 'The e-mail address').toLowerCase();
  if (email !== '' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) {
    cells.error('email', `"${email}" is not an e-mail address.`, 'Correct it: people are told apart by it.');
  }
  const role = readRole(cells);
  const from = cells.date('from');
  const to = cells.date('to');
  if (from && to && to < from) {
    cells.error('to', `The last day, ${to}, is before the first, ${from}.`, 'Correct one of the two dates.');
  }
  return {
    cells,
    name: cells.needed('name', 'The name'),
    email,
    role,
    from,
    to,
    left: cells.date('left'),
    accounts: readAccounts(cells),
  };
}

function readRole(cells: Cells<Column>): Role | null {
  const text = cells.text('role');
  const [school, partnership] = [cells.text('school'), cells.text('partnership')];
  if (text === '') {
    if (school !== '' || partnership !== '') {
      cells.error('role', 'The role is missing.', 'Say what the person is there, such as headteacher.');
    }
    return null;
  }
  const plain = plainName(text);
  const role =
    ROLES.find(each => plainName(each) === plain || plainName(ROLE_TITLES[each]) === plain) ??
    SYNONYMS[plain];
  if (role === undefined || !isRole(role)) {
    cells.error('role', `"${text}" is no role.`, didYouMean(text, ROLES));
    return null;
  }
  if (isSchoolRole(role) && (school === '' || partnership !== '')) {
    const column = school === '' ? 'school' : 'partnership';
    cells.error(
      column,
      `A ${ROLE_TITLES[role]} is that at a school.`,
      'Give the school by URN or LAESTAB, and no partnership.',
    );
  }
  if (!isSchoolRole(role) && (partnership === '' || school !== '')) {
    const column = partnership === '' ? 'partnership' : 'school';
    cells.error(
      column,
      `A ${ROLE_TITLES[role]} is that at a partnership.`,
      'Give the partnership by its slug, and no school.',
    );
  }
  return role;
}

function readAccounts(cells: Cells<Column>): AccountCell[] {
  const accounts: AccountCell[] = [];
  const slack = cells.text('slackUser');
  if (slack !== '') {
    if (!/^[UW][A-Z0-9]{5,}$/.test(slack)) {
      cells.error(
        'slackUser',
        `"${slack}" is not a Slack member id.`,
        'In Slack open the profile, ⋮, "Copy member ID": it begins with U or W.',
      );
    }
    accounts.push({
      platform: 'slack',
      tenant: cells.text('slackTeam'),
      externalId: slack,
      column: 'slackUser',
    });
  }
  const teams = cells.text('teamsUser').toLowerCase();
  if (teams !== '') {
    if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(teams)) {
      cells.error(
        'teamsUser',
        `"${teams}" is not an Entra object id.`,
        'In the Entra admin centre open the user and copy "Object ID".',
      );
    }
    const tenant = cells.text('teamsTenant').toLowerCase();
    accounts.push({ platform: 'teams', tenant, externalId: teams, column: 'teamsUser' });
  }
  return accounts;
}
