import { expect } from 'vitest';
import { DEPLOYED, ENDED } from '../../src/support/states.js';
import type { Cast } from './cast.js';

/** Approaches that still count. */
const OPEN: readonly string[] = ['listed', 'asked', 'available', 'accepted'];

/** Everything that must hold of all requests and leaders of a world, whatever has been done to them. */
export async function checkInvariants(cast: Cast): Promise<void> {
  await checkDays(cast);
  await requestsAreWhole(cast);
  await timersFit(cast);
}

/** Days are never negative nor booked twice, and the year says what agreements, visits and entries say. */
export async function checkDays({ world }: Cast): Promise<void> {
  const years = await world.store.db.capacityYear.findMany();
  for (const year of years) {
    expect(year.booked).toBeGreaterThanOrEqual(0);
    expect(year.used).toBeGreaterThanOrEqual(0);
    expect(year.booked + year.used).toBeLessThanOrEqual(year.halfDays);
    const approaches = await world.store.db.approach.findMany({
      where: { designationId: year.designationId },
      include: { request: true, visits: true },
    });
    const worked = (approach: (typeof approaches)[number]) =>
      approach.visits.reduce((sum, visit) => sum + visit.halfDays, 0);
    const used = approaches.reduce((sum, approach) => sum + worked(approach), 0);
    const deployed = approaches.filter(
      ({ status, request }) =>
        status === 'accepted' &&
        request.heldRound !== null &&
        (DEPLOYED as readonly string[]).includes(request.state),
    );
    const booked = deployed.reduce(
      (sum, approach) => sum + (approach.request.halfDays ?? 0) - worked(approach),
      0,
    );
    expect({ used: year.used, booked: year.booked }).toEqual({ used, booked });

    const entries = await world.store.db.dayEntry.findMany({ where: { capacityYearId: year.id } });
    const sum = (kind: string) =>
      entries.filter(entry => entry.kind === kind).reduce((total, entry) => total + entry.halfDays, 0);
    expect(sum('used')).toBe(year.used);
    expect(sum('booked') - sum('used') - sum('released')).toBe(year.booked);
  }
}

/** One claimant, one open approach, every answer and acceptance by the right person, an unbroken history. */
async function requestsAreWhole(cast: Cast): Promise<void> {
  const { world, rita, harriet, jo, sam } = cast;
  const requests = await world.store.db.supportRequest.findMany({
    include: { approaches: true, acceptances: true },
  });
  for (const request of requests) {
    const audit = await world.store.db.auditEntry.findMany({
      where: { entityKind: 'support', entityId: request.id },
      orderBy: { entityVersion: 'asc' },
    });
    expect(audit.map(entry => entry.entityVersion)).toEqual(audit.map((_, index) => index + 1));
    expect(audit.at(-1)).toMatchObject({ entityVersion: request.version, toState: request.state });
    audit.forEach((entry, index) => {
      expect(entry.fromState).toBe(index === 0 ? 'new' : audit[index - 1]!.toState);
      expect(entry.previousHash).toBe(index === 0 ? '' : audit[index - 1]!.hash);
    });
    const claims = audit.filter(entry => entry.verb === 'claim');
    const claimed = request.coordinatorId !== null;
    expect(claims).toHaveLength(claimed ? 1 : 0);
    const taken = audit.filter(entry => entry.verb === 'claim' || entry.verb === 'takeOver');
    expect(taken.at(-1)?.personId ?? null).toBe(request.coordinatorId);

    const open = request.approaches.filter(approach => OPEN.includes(approach.status));
    expect(open.length).toBeLessThanOrEqual(3);
    const chosen = open.filter(approach => approach.chosen);
    expect(chosen.length).toBeLessThanOrEqual(1);
    if (chosen.some(approach => approach.status === 'accepted')) expect(open).toHaveLength(1);
    // Nobody is asked before their home head has said yes, unless they release themselves.
    for (const { leaderAskedVersion, designationId } of request.approaches)
      if (leaderAskedVersion !== null && designationId !== sam.designationId)
        // A home head may take a yes back as long as nothing is agreed.
        expect(audit.slice(0, leaderAskedVersion).map(entry => entry.verb)).toContain('approveRelease');
    const leaders = new Map([
      [jo.designationId, jo.personId],
      [sam.designationId, sam.personId],
    ]);
    const answered = (verb: string) => audit.filter(entry => entry.verb === verb).map(each => each.personId);
    for (const approach of request.approaches.filter(each => each.leaderAnswer === 'yes'))
      expect(answered('acceptWork')).toContain(leaders.get(approach.designationId));
    for (const _ of request.approaches.filter(each => each.releaseAnswer === 'yes'))
      expect(answered('approveRelease')).toContain(harriet);

    const right: Readonly<Record<string, number | undefined>> = {
      receivingHead: request.commissioned ? rita : request.requesterId,
      homeHead: harriet,
      leader: chosen[0] && leaders.get(chosen[0].designationId),
    };
    const valid = request.acceptances.filter(each => each.round === request.heldRound);
    if (request.heldRound !== null) {
      const selfReleasing = chosen[0]?.designationId === sam.designationId;
      const parties = ['homeHead', 'leader', 'payer', 'receivingHead'].filter(
        party => party !== 'homeHead' || !selfReleasing,
      );
      expect(valid.map(each => each.party).toSorted()).toEqual(parties);
      for (const { party, personId } of valid) {
        // Where the authority pays, one of its advisers accepts.
        if (party === 'payer') expect(await payersOf(cast, request.payer)).toContain(personId);
        else expect(personId, party).toBe(right[party]);
      }
    }
  }
}

async function payersOf({ world, priya, colin }: Cast, payer: string): Promise<readonly number[]> {
  if (payer !== 'la') return [priya, colin];
  const advisers = await world.store.db.roleAssignment.findMany({ where: { role: 'laAdviser' } });
  return advisers.map(each => each.personId);
}

/** Only the present state's timers run, and nobody is waited on for what has ended. */
async function timersFit({ world }: Cast): Promise<void> {
  const requests = await world.store.db.supportRequest.findMany({ select: { id: true, state: true } });
  const pending = await world.store.db.timer.findMany({ where: { status: 'pending' } });
  const waiting = await world.store.db.waiting.findMany();
  for (const { id, state } of requests) {
    expect(new Set(pending.filter(each => each.entityId === id).map(each => each.state))).toEqual(
      new Set(pending.some(each => each.entityId === id) ? [state] : []),
    );
    const ended = (ENDED as readonly string[]).includes(state);
    // Between sign-off and the question after 90 days nobody is waited on.
    const rests = ended || state === 'signedOff';
    expect(waiting.some(each => each.entityId === id)).toBe(!rests);
    if (ended) expect(pending.some(each => each.entityId === id)).toBe(false);
  }
}
