import { londonDate } from '../calendar/london.js';
import type { Fact } from '../chat/card.js';
import { academicYearName } from '../network/leaders.js';
import { schoolsLedBy } from '../network/people.js';
import type { Tx } from '../store/open.js';
import { verb } from '../workflow/buttons.js';
import type { HomeItem, HomePart } from '../workflow/home.js';
import { personViewer } from '../workflow/parties.js';
import type { At } from '../workflow/process.js';
import { statusOf } from './cards.js';
import { askedOrWorking } from './lists.js';
import { loadSupport } from './load.js';
import { nextStep } from './nextStep.js';
import { daysInWords } from './record.js';
import { ENDED } from './states.js';
import { see } from './visibility.js';
import { supportWorkflow } from './workflow.js';

const { kind } = supportWorkflow;

/** A person's requests and deployments, a leader's year, and asking for support. */
export async function supportHome(tx: Tx, personId: number, at: At): Promise<HomePart> {
  const schools = await schoolsLedBy(tx, personId, at.today);
  const led = schools.map(school => school.id);
  const rows = await tx.supportRequest.findMany({
    where: {
      state: { notIn: [...ENDED] },
      OR: [{ requesterId: personId }, { schoolId: { in: led } }, askedOrWorking(personId)],
    },
    select: { id: true, requesterId: true, schoolId: true },
    orderBy: { id: 'asc' },
  });
  // What they asked for comes before where they help.
  const isOwn = (row: (typeof rows)[number]) => row.requesterId === personId || led.includes(row.schoolId);
  const work: HomeItem[] = [];
  for (const { id } of [...rows.filter(isOwn), ...rows.filter(row => !isOwn(row))]) {
    const record = await loadSupport(tx, id, at.today);
    const viewer = record && personViewer(supportWorkflow, record, personId);
    if (!record || !viewer || viewer.roles.length === 0) continue;
    const seen = see(record, viewer);
    work.push({
      entity: { kind, id },
      title: [seen.reference, seen.area].filter(Boolean).join(' · '),
      status: statusOf(seen)?.text,
      says: nextStep(seen),
    });
  }
  return {
    work,
    days: await yearsOf(tx, personId, at),
    begin:
      schools.length > 0 ? [{ verb: verb(kind, 'submit'), label: 'Ask for support', style: 'primary' }] : [],
  };
}

/** What a leader's year holds, one line a designation. */
async function yearsOf(tx: Tx, personId: number, { now }: At): Promise<Fact[]> {
  const year = academicYearName(londonDate(now));
  const designations = await tx.designation.findMany({
    where: { personId, status: { not: 'ended' } },
    include: { capacity: { where: { academicYear: year } } },
    orderBy: { id: 'asc' },
  });
  return designations.map(({ typeCode, halfDaysPerYear, capacity: [row] }) => {
    const { halfDays, booked, used } = row ?? { halfDays: halfDaysPerYear, booked: 0, used: 0 };
    const left = Math.max(0, halfDays - booked - used);
    return {
      label: `As ${typeCode} in ${year}`,
      value: `${daysInWords(left)} left of ${daysInWords(halfDays)} offered: ${daysInWords(booked)} booked, ${daysInWords(used)} worked`,
    };
  });
}
