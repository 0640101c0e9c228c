import { expect, test } from 'vitest';
import { cardText } from '../../src/chat/plainText.js';
import { storyOnEachStore } from '../fakes/database.js';
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
const LONG = 180_000;

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

storyOnEachStore('what changes after the plan', open => {
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
        'focus-3': instant('2027-01-07'),
        focus: instant('2027-01-12'),
        'plan-2': instant('2027-01-15'),
        plan: instant('2027-01-19'),
        'selfEvaluation-2': instant('2027-01-22'),
        selfEvaluation: instant('2027-01-26'),
        'selfEvaluation+1': instant('2027-01-27'),
        goOrNoGo: instant('2027-01-28'),
        'briefing-1': instant('2027-01-28'),
        briefing: instant('2027-01-29'),
        morning: instant('2027-02-02', '08:00'),
      });
      await world.must('review', id, 'proposeFocus', host!.head, { line1: 'How well do pupils write?' });
      await world.must('review', id, 'agreeFocus', first!.head);
      await world.must('review', id, 'proposePlan', first!.head, {
        plan: '08:45 Arrival\n09:00 Leading meeting\n15:00 Feedback',
        prompts: true,
      });
      await world.must('review', id, 'agreePlan', host!.head);
      expect((await reviewRow(cast, id)).state).toBe('planAgreed');
      await world.untilInstant(new Date(instant('2027-01-28', '16:00')));
      expect(await world.told({ personId: host!.head }, 'review')).toEqual([
        'asked',
        'scheduled',
        'focusAgreed',
        'planProposed',
        'planAgreed',
        'selfEvaluationDue',
        'selfEvaluationDue',
        'selfEvaluationMissing',
      ]);
      expect(await world.told({ personId: first!.head }, 'review')).toEqual([
        'asked',
        'scheduled',
        'focusProposed',
        'focusAgreed',
        'planAgreed',
        'selfEvaluationMissing',
        'goOrNoGo',
        'briefingDue',
      ]);
      const link = 'https://example.org/self-evaluation';
      const bad = await world.give('review', id, 'sendSelfEvaluation', host!.head, {
        link: 'the shared drive',
      });
      expect(bad).toMatchObject({ type: 'refused', why: 'input' });
      await world.must('review', id, 'sendSelfEvaluation', host!.head, { link });
      await world.must('review', id, 'briefTeam', first!.head, { logistics: ['room'] });
      expect(await pendingTimers(cast, 'review', id)).toEqual({ morning: instant('2027-02-02', '08:00') });
      await world.untilInstant(new Date(instant('2027-02-02', '08:00')));
      expect((await reviewRow(cast, id)).state).toBe('inProgress');
      expect((await world.told({ personId: second!.deputy }, 'review')).at(-1)).toBe('today');
      expect(await pendingTimers(cast, 'review', id)).toEqual({
        session: instant('2027-02-02', '08:35'),
        feedback: instant('2027-02-02'),
        end: instant('2027-02-02', '17:30'),
      });
      await world.untilInstant(new Date(instant('2027-02-02', '17:30')));
      const ofPeer = await world.told({ personId: second!.deputy }, 'review');
      expect(ofPeer.filter(notice => notice === 'nextSession')).toHaveLength(3);
      expect(await pendingTimers(cast, 'review', id)).toEqual({
        'feedback+1': instant('2027-02-03'),
        'feedback+3': instant('2027-02-05'),
        lapse: instant('2027-03-02'),
      });
      await world.must('review', id, 'giveFeedback', first!.head, { listeners: ['head'], attended: [] });
      expect(await pendingTimers(cast, 'review', id)).toEqual({
        'draft-2': instant('2027-02-05'),
        draft: instant('2027-02-09'),
        'draft+1': instant('2027-02-10'),
        report: instant('2027-02-16'),
        lapse: instant('2027-03-02'),
      });
      await world.daysPass(7);
      const draft = { link: 'https://example.org/draft' };
      const early = await world.give('review', id, 'submitDraft', second!.deputy, draft);
      expect(early).toMatchObject({ type: 'refused', why: 'notYours' });
      await world.must('review', id, 'submitDraft', first!.head, draft);
      await world.must('review', id, 'confirmDraft', second!.deputy);
      expect(await pendingTimers(cast, 'review', id)).toEqual({
        // T+10 is in half term: the head has until the first day back.
        'check-2': instant('2027-02-11'),
        'check-1': instant('2027-02-12'),
        check: instant('2027-02-22'),
        lapse: instant('2027-03-02'),
      });
      await world.must('review', id, 'acceptReport', host!.head);
      const accepted = await reviewRow(cast, id);
      expect(accepted).toMatchObject({ followUpOn: '2027-05-04', reportLink: draft.link });
      expect(accepted.reportHash).toBe(accepted.draftHash);
      expect(await pendingTimers(cast, 'review', id)).toEqual({
        'workshop-5': instant('2027-02-23'),
        workshop: instant('2027-03-02'),
        'workshop+5': instant('2027-03-09'),
        'followUp-10': instant('2027-04-19'),
        followUp: instant('2027-05-04', '08:00'),
      });
      await world.untilInstant(new Date(instant('2027-05-04', '08:00')));
      expect((await world.told({ personId: cast.clusterLead }, 'review')).at(-1)).toBe('workshopOverdue');
      expect(await pendingTimers(cast, 'review', id)).toEqual({
        'followUp+5': instant('2027-05-11'),
        'followUp+10': instant('2027-05-18'),
      });
      await world.untilInstant(new Date(instant('2027-05-18', '16:00')));
      expect((await world.told({ personId: cast.clusterLead }, 'review')).at(-1)).toBe('followUpOverdue');
      await world.must('review', id, 'reviewImpact', host!.head, { impact: 'none' });
      await world.must('review', id, 'rate', first!.head, { rating: '2' });
      await world.untilInstant(new Date(instant('2027-07-16', '16:00')));
      // The other side never says how it went: the review closes without it.
      expect((await reviewRow(cast, id)).state).toBe('closed');
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
      // Twenty school days of notice, half term left out; 2 March is the other review's.
      const days = ['2027-03-08', '2027-03-09', '2027-03-10'];
      expect(tapped.text).toContain('Mon 8 Mar 2027, Tue 9 Mar 2027, Wed 10 Mar 2027');
      const card = await world.card('review', id, host!.head);
      expect(card?.actions.flatMap(action => action.values?.offered ?? [])).toEqual(days);
      expect(JSON.stringify(await world.card('review', id, second!.head))).not.toContain('2027-03-08');
      const taken = await world.give('review', id, 'setDate', lead, { other: '2027-03-02' });
      expect(taken).toMatchObject({ type: 'refused', why: 'rule' });
      await world.must('review', id, 'setDate', host!.head, { offered: '2027-03-08' });
      expect(await reviewRow(cast, id)).toMatchObject({
        state: 'proposed',
        on: '2027-03-08',
        hostAnswer: 'yes',
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
