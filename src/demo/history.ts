import { addDays, type LocalDate } from '../calendar/localDate.js';
import { atLondon, londonDate, type TimeOfDay } from '../calendar/london.js';
import type { SchoolCalendar } from '../calendar/schoolCalendar.js';
import { calendarOfAuthority } from '../network/calendars.js';
import { headsOf } from '../network/people.js';
import type { Store } from '../store/open.js';
import { commit } from '../workflow/commit.js';
import type { Processes } from '../workflow/process.js';
import { type Give, planMeeting, setUpBoards } from './boardHistory.js';
import type { Demo } from './demo.js';

/** What the past is played with: the real commit and the playground's own clock. */
export interface Player {
  readonly store: Store;
  readonly processes: Processes;
  now(): Date;
  /** Lives through the time up to an instant: everything that falls due happens on the way. */
  until(instant: Date): Promise<void>;
}

/** School days from the beginning of the demonstration's past to its present. */
const PRESENT = 24;

/** School days from there to the board's meeting: its pack, five school days before, is out at the present. */
const MEETING = PRESENT + 3;

const LA_CODE = '312';

/**
 * Plays the demonstration's past: a request from asking to evaluation, one in the middle, one just asked; a group
 * with a few check-ins. Every step is a real command with a key of its own, and every time is counted from the
 * beginning: a program that was killed in the middle plays it again and only the missing steps happen.
 */
export async function playHistory(player: Player, demo: Demo): Promise<void> {
  const { store } = player;
  const { cast } = demo;
  const calendar = await calendarOfAuthority(store.db, LA_CODE);
  const first = calendar.nextSchoolDay(addDays(londonDate(demo.startedAt), 1));
  const at = (schoolDay: number, time: TimeOfDay) =>
    atLondon(plusSchoolDays(calendar, first, schoolDay), time);
  const give = giver(player);

  await player.until(at(0, '09:10'));
  const attendance = await deploymentOf(store, 'attendance', [cast.askingHeadId]);
  const done = await give('support', null, 'submit', attendance.askingHeadId, {
    schoolId: attendance.schoolId,
    area: 'attendance',
    need: 'Persistent absence in Year 4 has doubled; we want to see how another school turned this round.',
    timing: 'As soon as possible',
  });
  await player.until(at(0, '09:40'));
  const board = await setUpBoards(store, give, cast);
  await player.until(at(0, '10:30'));
  await give('support', done, 'claim', cast.secondCoordinatorId);
  await give('support', done, 'takeOn', cast.secondCoordinatorId);
  await give('support', done, 'approach', cast.secondCoordinatorId, {
    designationId: attendance.designationId,
  });
  await give('group', null, 'start', cast.coordinatorId, {
    title: 'Early reading',
    priority: 'Every child a reader by seven',
    purpose: 'Find what helps children who missed the phonics standard in Year 1.',
    leadId: cast.groupLeadId,
    deputyId: cast.groupDeputyId,
    sponsorId: cast.sponsorId,
    endsOn: plusSchoolDays(calendar, first, 110),
    firstMilestone: 'Twelve schools visited',
    firstMilestoneOn: plusSchoolDays(calendar, first, 40),
  });
  await player.until(at(1, '08:20'));
  await give('support', done, 'approveRelease', attendance.homeHeadId);
  await give('support', done, 'acceptWork', attendance.leaderId);
  await give('support', done, 'choose', attendance.askingHeadId, { designationId: attendance.designationId });
  await player.until(at(2, '11:00'));
  await agree(give, done, cast.secondCoordinatorId, attendance, {
    days: '2',
    startsOn: plusSchoolDays(calendar, first, 3),
    endsOn: plusSchoolDays(calendar, first, 23),
    purpose: 'Two days with the attendance lead: how absence is followed up, and who does what.',
  });
  await give('support', done, 'recordContact', attendance.leaderId, {
    nextVisitOn: plusSchoolDays(calendar, first, 6),
  });
  await player.until(at(6, '16:10'));
  await give('support', done, 'logVisit', attendance.leaderId, {
    on: londonDate(player.now()),
    days: '1',
    activity: 'learningWalk',
    summary: 'Walked through the first-day call routine; agreed a weekly list for the two families panels.',
  });
  // Half of the days: both sides say how it goes.
  await player.until(at(7, '08:50'));
  await give('support', done, 'answerMidReview', attendance.askingHeadId, {
    working: 'yes',
    goOn: 'asPlanned',
  });
  await give('support', done, 'answerMidReview', attendance.leaderId, { working: 'yes', goOn: 'asPlanned' });

  await player.until(at(9, '09:00'));
  const maths = await deploymentOf(store, 'maths', [cast.askingHeadId, attendance.askingHeadId]);
  const active = await give('support', null, 'submit', maths.askingHeadId, {
    schoolId: maths.schoolId,
    area: 'maths',
    need: 'Our new maths lead would like to plan the mixed-age curriculum with somebody who has done it.',
    timing: 'As soon as possible',
  });
  await give('support', active, 'claim', cast.coordinatorId);
  await give('support', active, 'takeOn', cast.coordinatorId);
  await give('support', active, 'approach', cast.coordinatorId, { designationId: maths.designationId });
  await player.until(at(10, '16:30'));
  await give('support', active, 'approveRelease', maths.homeHeadId);
  await give('support', active, 'acceptWork', maths.leaderId);
  await give('support', active, 'choose', maths.askingHeadId, { designationId: maths.designationId });
  await planMeeting(give, cast, board, {
    meeting: plusSchoolDays(calendar, first, MEETING),
    actionDue: plusSchoolDays(calendar, first, PRESENT - 3),
  });
  await agree(give, active, cast.coordinatorId, maths, {
    days: '3',
    startsOn: plusSchoolDays(calendar, first, 14),
    endsOn: plusSchoolDays(calendar, first, 60),
    purpose: 'Three days with the maths lead on long-term planning for mixed-age classes.',
  });
  await give('support', active, 'recordContact', maths.leaderId, {
    nextVisitOn: plusSchoolDays(calendar, first, 20),
  });

  await player.until(at(13, '16:20'));
  await answerCheckIn(store, give, cast.groupLeadId, {
    rag: 'green',
    done: 'Asked every school for its phonics data; 31 have answered.',
    next: 'Choose twelve schools to visit',
    daysUsed: '0.5',
  });
  await player.until(at(16, '15:55'));
  await give('support', done, 'logVisit', attendance.leaderId, {
    on: londonDate(player.now()),
    days: '1',
    summary: 'Joined the families panel; the school now runs it alone.',
  });
  await player.until(at(18, '17:00'));
  await give('support', done, 'evaluate', attendance.askingHeadId, {
    rating: 'veryEffective',
    comment: 'Practical from the first hour.',
  });
  await give('support', done, 'reflect', attendance.leaderId, {
    comment: 'Two days were enough because the office had everything ready.',
  });
  await give('support', done, 'signOff', cast.secondCoordinatorId);
  await player.until(at(20, '16:00'));
  await give('support', active, 'logVisit', maths.leaderId, {
    on: londonDate(player.now()),
    days: '1',
    summary: 'Drafted the two-year cycle for Years 3 and 4.',
  });
  await player.until(at(PRESENT, '08:40'));
  const waiting = await deploymentOf(store, 'special-educational-needs', [
    cast.askingHeadId,
    attendance.askingHeadId,
    maths.askingHeadId,
  ]);
  await give('support', null, 'submit', waiting.askingHeadId, {
    schoolId: waiting.schoolId,
    area: 'special-educational-needs',
    need: 'Help to plan support for pupils with autism in a mixed-age class.',
    timing: 'As soon as possible',
  });
  await player.until(at(PRESENT, '09:00'));
}

interface Deployment {
  readonly askingHeadId: number;
  readonly schoolId: number;
  readonly designationId: number;
  readonly leaderId: number;
  readonly homeHeadId: number;
}

/** Gives commands one after the other, each under a key that is the same whenever the past is played. */
function giver(player: Player): Give {
  let step = 0;
  return async (kind, id, command, personId, input = {}) => {
    const result = await commit(player.store, player.processes, {
      key: `demonstration:${++step}`,
      kind,
      id,
      command,
      input,
      personId,
      platform: 'web',
      now: player.now(),
    });
    if (result.type === 'refused')
      throw new Error(`The demonstration's step ${step}, ${kind}.${command}, was refused: ${result.text}`);
    return result.entity.id;
  };
}

async function agree(
  give: Give,
  id: number,
  coordinatorId: number,
  parties: Deployment,
  terms: object,
): Promise<void> {
  await give('support', id, 'propose', coordinatorId, terms);
  await give('support', id, 'accept', parties.askingHeadId);
  await give('support', id, 'accept', parties.homeHeadId);
  await give('support', id, 'accept', parties.leaderId);
}

/** A specialist of an area, the head who releases them, and another school's head to ask: none of them in `except`. */
async function deploymentOf(store: Store, area: string, except: readonly number[]): Promise<Deployment> {
  const designation = await store.db.designation.findFirstOrThrow({
    where: { typeCode: 'SLE', specialisms: { some: { specialismSlug: area } } },
    select: { id: true, personId: true, homeSchoolId: true, homeSchool: { select: { phase: true } } },
    orderBy: { id: 'asc' },
  });
  const today: LocalDate = '9999-01-01';
  const [homeHeadId = 0] = await headsOf(store.db, designation.homeSchoolId, today);
  const asking = await store.db.roleAssignment.findFirstOrThrow({
    where: {
      role: 'headteacher',
      schoolId: { not: designation.homeSchoolId },
      personId: { notIn: [...except] },
      school: { phase: designation.homeSchool.phase },
      // The cluster whose review is played stays untouched by support, so that no conflict stands in its way.
      person: { designations: { none: {} } },
    },
    select: { personId: true, schoolId: true },
    orderBy: { id: 'desc' },
  });
  return {
    askingHeadId: asking.personId,
    schoolId: asking.schoolId ?? 0,
    designationId: designation.id,
    leaderId: designation.personId,
    homeHeadId,
  };
}

async function answerCheckIn(store: Store, give: Give, leadId: number, answer: object): Promise<void> {
  const open = await store.db.checkIn.findFirst({ orderBy: { id: 'asc' }, select: { id: true } });
  if (!open) throw new Error('The demonstration expected a check-in by now, and none was asked for.');
  await give('checkIn', open.id, 'answer', leadId, answer);
}

function plusSchoolDays(calendar: SchoolCalendar, from: LocalDate, n: number): LocalDate {
  return n === 0 ? from : calendar.addSchoolDays(from, n);
}
