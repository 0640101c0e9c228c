import { expect, test } from 'vitest';
import { cardText } from '../../src/chat/plainText.js';
import { eachStore } from '../fakes/database.js';
import {
  acceptAll,
  type Cast,
  castOf,
  instant,
  openCycle,
  pendingTimers,
  published,
  reviewOn,
  reviewRow,
} from './cast.js';

/** Six schools planned, published and changed is seconds of work; a busy machine takes longer. */
const LONG = 60_000;

/** The messages about a review from one version on, as 'person:notice'. */
async function toldSince({ world }: Cast, review: number, id: number): Promise<string[]> {
  const rows = await world.store.db.message.findMany({
    where: { entityKind: 'review', entityId: review, id: { gt: id } },
    orderBy: { id: 'asc' },
  });
  return rows.map(row => `${row.personId}:${row.notice}`);
}

const lastMessage = async ({ world }: Cast): Promise<number> =>
  (await world.store.db.message.findFirst({ orderBy: { id: 'desc' } }))?.id ?? 0;

eachStore('what changes after the plan', open => {
  test(
    'a reviewer declines: the plan is repaired, and only those are asked whom it changes',
    async () => {
      const cast = await castOf(await open(), 6);
      const { world, lead } = cast;
      const { db } = world.store;
      await published(cast);
      const review = (await db.review.findFirstOrThrow({ orderBy: { id: 'asc' } })).id;
      const before = await reviewRow(cast, review);
      const others = await db.review.findMany({
        where: { id: { not: review } },
        include: { team: true },
        orderBy: { id: 'asc' },
      });
      const peer = before.team.find(member => member.role === 'peerReviewer')!;
      const leader = before.team.find(member => member.role === 'leadReviewer')!;
      await world.must('review', review, 'accept', leader.personId);

      const form = await world.give('review', review, 'decline', peer.personId);
      expect(form).toMatchObject({ type: 'refused', why: 'input', fields: { reason: expect.any(String) } });
      await world.must('review', review, 'decline', peer.personId, { reason: 'conflict' });
      expect((await reviewRow(cast, review)).state).toBe('replacing');
      expect((await world.told({ personId: lead }, 'review')).at(-1)).toBe('replacementNeeded');
      const hostHead = cast.places.find(place => place.id === before.hostSchoolId)!.head;
      const hostSees = cardText((await world.card('review', review, hostHead))!);
      expect(hostSees).not.toContain('connection');
      expect(cardText((await world.card('review', review, lead))!)).toContain(
        'connection makes it unsuitable',
      );

      const mark = await lastMessage(cast);
      const refused = await world.give('review', review, 'repair', hostHead);
      expect(refused).toMatchObject({ type: 'refused', why: 'notYours' });
      await world.must('review', review, 'repair', lead, { team: 'forged' });
      const after = await reviewRow(cast, review);
      expect(after).toMatchObject({ state: 'proposed', on: before.on });
      const fresh = after.team.find(member => member.role === 'peerReviewer')!;
      expect(fresh.personId).not.toBe(peer.personId);
      expect(fresh.schoolId).not.toBe(before.hostSchoolId);
      expect(after.team.find(member => member.role === 'leadReviewer')).toMatchObject({
        personId: leader.personId,
        answer: 'yes',
      });
      const home = cast.places.find(place => place.id === fresh.schoolId)!;
      const asked = [hostHead, fresh.personId, ...(home.head === fresh.personId ? [] : [home.head])];
      // The host had not answered yet, so it is asked; the lead reviewer's yes stands.
      expect((await toldSince(cast, review, mark)).toSorted()).toEqual(
        asked.map(person => `${person}:asked`).toSorted(),
      );
      const untouched = await db.review.findMany({
        where: { id: { not: review } },
        include: { team: true },
        orderBy: { id: 'asc' },
      });
      expect(untouched).toEqual(others);
    },
    LONG,
  );

  test(
    'the host cannot take the day: another is found, the team stays, everybody is asked again',
    async () => {
      const cast = await castOf(await open(), 6);
      const { world, lead } = cast;
      await published(cast);
      const { id } = await world.store.db.review.findFirstOrThrow({ orderBy: { id: 'asc' } });
      const before = await reviewRow(cast, id);
      const hostHead = cast.places.find(place => place.id === before.hostSchoolId)!.head;
      for (const member of before.team) await world.must('review', id, 'accept', member.personId);
      await world.must('review', id, 'decline', hostHead, { reason: 'date' });
      await world.must('review', id, 'repair', lead);
      const after = await reviewRow(cast, id);
      expect(after.on).not.toBe(before.on);
      expect(after.refusedDates).toEqual([before.on]);
      const team = ({ team }: typeof before) =>
        team.map(member => `${member.personId}:${member.role}`).toSorted();
      expect(team(after)).toEqual(team(before));
      expect(after).toMatchObject({ state: 'proposed', hostAnswer: null });
      expect(after.team.map(member => member.answer)).toEqual([null, null]);
      await acceptAll(cast, id);
      expect((await reviewRow(cast, id)).state).toBe('scheduled');
    },
    LONG,
  );

  test(
    'one review through the store, every timer at its instant',
    async () => {
      const cast = await castOf(await open(), 4);
      const { world, places } = cast;
      const [host, first, second] = places;
      await openCycle(cast);
      const id = await reviewOn(cast, '2027-02-02');
      expect(await pendingTimers(cast, 'review', id)).toEqual({
        remind3: instant('2026-11-12'),
        remind5: instant('2026-11-16'),
      });
      await acceptAll(cast, id);
      expect(await pendingTimers(cast, 'review', id)).toEqual({
        'T-7': instant('2027-01-22'),
        'T-5': instant('2027-01-26'),
        'T-4': instant('2027-01-27'),
        'T-3': instant('2027-01-28'),
        morning: instant('2027-02-02', '08:00'),
      });
      await world.untilInstant(new Date(instant('2027-01-28', '16:00')));
      const toHost = [
        'asked',
        'scheduled',
        'selfEvaluationDue',
        'selfEvaluationDue',
        'selfEvaluationMissing',
      ];
      expect(await world.told({ personId: host!.head }, 'review')).toEqual(toHost);
      expect(await world.told({ personId: first!.head }, 'review')).toEqual([
        'asked',
        'scheduled',
        'selfEvaluationMissing',
        'goOrNoGo',
      ]);
      const link = 'https://example.org/self-evaluation';
      const bad = await world.give('review', id, 'sendSelfEvaluation', host!.head, {
        link: 'the shared drive',
      });
      expect(bad).toMatchObject({ type: 'refused', why: 'input' });
      await world.must('review', id, 'sendSelfEvaluation', host!.head, { link });
      expect(await pendingTimers(cast, 'review', id)).toEqual({ morning: instant('2027-02-02', '08:00') });
      await world.untilInstant(new Date(instant('2027-02-02', '08:00')));
      expect((await reviewRow(cast, id)).state).toBe('inProgress');
      expect((await world.told({ personId: second!.deputy }, 'review')).at(-1)).toBe('today');
      expect(await pendingTimers(cast, 'review', id)).toEqual({ end: instant('2027-02-02', '17:30') });
      await world.untilInstant(new Date(instant('2027-02-02', '17:30')));
      expect(await pendingTimers(cast, 'review', id)).toEqual({
        'T+5': instant('2027-02-09'),
        'T+6': instant('2027-02-10'),
        'T+10': instant('2027-02-16'),
        'T+20': instant('2027-03-02'),
      });
      await world.daysPass(7);
      const early = await world.give('review', id, 'reportDone', second!.deputy);
      expect(early).toMatchObject({ type: 'refused', why: 'notYours' });
      await world.must('review', id, 'reportDone', first!.head, { link: '' });
      expect(await reviewRow(cast, id)).toMatchObject({ followUpOn: '2027-05-04', reportLink: null });
      expect(await pendingTimers(cast, 'review', id)).toEqual({
        'followUp-10': instant('2027-04-19'),
        followUp: instant('2027-05-04', '08:00'),
      });
      await world.untilInstant(new Date(instant('2027-05-04', '08:00')));
      expect(await pendingTimers(cast, 'review', id)).toEqual({
        'followUp+5': instant('2027-05-11'),
        'followUp+10': instant('2027-05-18'),
      });
      await world.untilInstant(new Date(instant('2027-05-18', '16:00')));
      expect((await world.told({ personId: cast.clusterLead }, 'review')).at(-1)).toBe('followUpOverdue');
      await world.must('review', id, 'followUpDone', host!.head);
      expect(await pendingTimers(cast, 'review', id)).toEqual({});
      const keys = (await world.store.db.message.findMany()).map(row => row.key);
      expect(new Set(keys).size).toBe(keys.length);
    },
    LONG,
  );

  test(
    '"we have had the call": the team hears "postponed", two people see why, three days are offered',
    async () => {
      const cast = await castOf(await open(), 4);
      const { world, lead, places } = cast;
      const [host, first, second] = places;
      await openCycle(cast);
      const id = await reviewOn(cast, '2027-02-02');
      const other = await reviewOn(cast, '2027-03-02');
      await acceptAll(cast, id);
      world.now = new Date(instant('2027-02-01', '10:30'));
      const mark = await lastMessage(cast);

      const key = 'test:the-same-tap';
      const tapped = await world.give('review', id, 'hadTheCall', host!.head, {}, { key });
      expect(tapped).toMatchObject({ type: 'done', repeated: false });
      expect(tapped.text).not.toContain('call');
      const again = await world.give('review', id, 'hadTheCall', host!.head, {}, { key });
      expect(again).toMatchObject({ type: 'done', repeated: true });
      const third = await world.give('review', id, 'hadTheCall', host!.head);
      expect(third).toMatchObject({ type: 'refused', why: 'notNow' });

      expect((await toldSince(cast, id, mark)).toSorted()).toEqual(
        [
          `${host!.head}:postponed`,
          `${first!.head}:postponedWhy`,
          `${second!.deputy}:postponed`,
          `${second!.head}:postponed`,
          `${lead}:postponedWhy`,
        ].toSorted(),
      );
      for (const person of [host!.head, second!.deputy, second!.head, cast.clusterLead])
        expect(cardText((await world.card('review', id, person))!)).not.toContain('call');
      for (const person of [first!.head, lead])
        expect(cardText((await world.card('review', id, person))!)).toContain("We've had the call");
      const audit = await world.store.db.auditEntry.findMany({
        where: { entityKind: 'review', entityId: id },
      });
      expect(audit.map(entry => entry.reason)).toEqual(audit.map(() => null));

      expect(await pendingTimers(cast, 'review', id)).toEqual({
        newDate5: instant('2027-02-08'),
        newDate10: instant('2027-02-22'),
      });
      const form = await world.processes.get('review').form(world.store.db, {
        command: 'setDate',
        record: await world.processes.get('review').load(world.store.db, id, world.today),
        personId: lead,
        values: {},
        at: { now: world.now, today: world.today },
      });
      const [offered] = form.fields;
      // Twenty school days of notice, half term left out; 2 March is the other review's.
      expect(offered?.type === 'select' && offered.options.map(option => option.value)).toEqual([
        '2027-03-08',
        '2027-03-09',
        '2027-03-10',
      ]);
      const taken = await world.give('review', id, 'setDate', lead, { other: '2027-03-02' });
      expect(taken).toMatchObject({ type: 'refused', why: 'rule' });
      await world.must('review', id, 'setDate', lead, { offered: '2027-03-08' });
      expect(await reviewRow(cast, id)).toMatchObject({
        state: 'proposed',
        on: '2027-03-08',
        hostAnswer: null,
        postponedFor: null,
      });
      await acceptAll(cast, id);
      expect((await reviewRow(cast, id)).state).toBe('scheduled');
      expect((await reviewRow(cast, other)).state).toBe('proposed');
    },
    LONG,
  );

  test(
    'a cycle is cancelled: its reviews and open questions end with it',
    async () => {
      const cast = await castOf(await open(), 4);
      const { world, lead } = cast;
      const cycle = await openCycle(cast);
      const id = await reviewOn(cast, '2027-02-02');
      await world.must('cycle', cycle, 'cancel', lead);
      expect((await reviewRow(cast, id)).state).toBe('cancelled');
      expect(await world.store.db.reviewEntry.count({ where: { state: 'cancelled' } })).toBe(4);
      expect(await world.store.db.waiting.count()).toBe(0);
      expect(await world.store.db.timer.count({ where: { status: 'pending' } })).toBe(0);
    },
    LONG,
  );
});
