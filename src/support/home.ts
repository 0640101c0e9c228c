import type { LocalDate } from '../calendar/localDate.js';
import { Prisma } from '../generated/sqlite/client.js';
import { idsOfSchoolsLedBy } from '../network/people.js';
import type { Sql } from '../store/idsOfEach.js';
import type { Tx } from '../store/open.js';
import { verb } from '../workflow/buttons.js';
import type { HomeItem, HomePart, OwnPage } from '../workflow/home.js';
import { personViewer } from '../workflow/parties.js';
import { statusOf } from './cards.js';
import { ASKED_OR_WORKING } from './lists.js';
import { nextStep } from './nextStep.js';
import type { SupportRecord } from './record.js';
import { ENDED } from './states.js';
import { see } from './visibility.js';
import { supportWorkflow } from './workflow.js';

const { kind } = supportWorkflow;

/** The requests that somebody made, that are for their schools, or in which they are asked to help or do. */
export function supportMine(personId: number, today: LocalDate): Sql {
  return Prisma.sql`SELECT r."id" FROM "SupportRequest" r
    WHERE r."state" NOT IN (${Prisma.join([...ENDED])}) AND (
      r."requesterId" = ${personId}
      OR r."schoolId" IN (${idsOfSchoolsLedBy(personId, today)})
      OR r."id" IN (
        SELECT a."requestId" FROM "Approach" a JOIN "Designation" d ON d."id" = a."designationId"
        WHERE d."personId" = ${personId} AND a."status" IN (${Prisma.join([...ASKED_OR_WORKING])})))`;
}

/** A person's requests and deployments, and asking for support. */
export async function supportHome(_tx: Tx, page: OwnPage<SupportRecord>): Promise<HomePart> {
  const { personId, schools } = page;
  const records = await page.records(page.others);
  // What they asked for comes before where they help.
  const isOwn = ({ requester, school }: SupportRecord) =>
    requester.id === personId || schools.includes(school.id);
  const work = [...records.filter(isOwn), ...records.filter(record => !isOwn(record))].flatMap(
    (record): HomeItem[] => {
      const viewer = personViewer(supportWorkflow, record, personId);
      if (viewer.roles.length === 0) return [];
      const seen = see(record, viewer);
      return [
        {
          entity: { kind, id: record.id },
          title: [seen.reference, seen.area].filter(Boolean).join(' · '),
          status: statusOf(seen)?.text,
          says: nextStep(seen),
        },
      ];
    },
  );
  return {
    work,
    begin:
      schools.length > 0 ? [{ verb: verb(kind, 'submit'), label: 'Ask for support', style: 'primary' }] : [],
  };
}
