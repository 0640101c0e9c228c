import { expect } from 'vitest';
import { supportWorkflow } from '../../src/support/workflow.js';
import type { Cast } from './cast.js';

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
    const requests = await world.store.db.supportRequest.findMany({
      where: { approaches: { some: { status: 'accepted', designationId: year.designationId } } },
      include: { visits: true },
    });
    const worked = (request: (typeof requests)[number]) =>
      request.visits.reduce((sum, visit) => sum + visit.halfDays, 0);
    const used = requests.reduce((sum, request) => sum + worked(request), 0);
    const active = requests.filter(request => request.state === 'active');
    const booked = active.reduce((sum, request) => sum + (request.halfDays ?? 0) - worked(request), 0);
    expect({ used: year.used, booked: year.booked }).toEqual({ used, booked });

    const entries = await world.store.db.dayEntry.findMany({ where: { capacityYearId: year.id } });
    const sum = (kind: string) =>
      entries.filter(entry => entry.kind === kind).reduce((total, entry) => total + entry.halfDays, 0);
    expect(sum('used')).toBe(year.used);
    expect(sum('booked') - sum('used') - sum('released')).toBe(year.booked);
  }
}

/** One claimant, one open approach, every answer and acceptance by the right person, an unbroken history. */
async function requestsAreWhole({ world, harriet, jo, sam }: Cast): Promise<void> {
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

    const open = request.approaches.filter(approach => ['asked', 'accepted'].includes(approach.status));
    expect(open.length).toBeLessThanOrEqual(1);
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
      receivingHead: request.requesterId,
      homeHead: harriet,
      leader: open[0] && leaders.get(open[0].designationId),
    };
    const latest = Math.max(0, ...request.acceptances.map(each => each.round));
    const valid = request.acceptances.filter(each => each.round === latest);
    if (['active', 'evaluationDue', 'closed'].includes(request.state)) {
      const selfReleasing = open[0]?.designationId === sam.designationId;
      const parties = selfReleasing ? ['leader', 'receivingHead'] : ['homeHead', 'leader', 'receivingHead'];
      expect(valid.map(each => each.party).toSorted()).toEqual(parties);
      for (const { party, personId } of valid) expect(personId, party).toBe(right[party]);
    }
  }
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
    const ended = Object.entries(supportWorkflow.states).some(([name, spec]) => name === state && spec.ends);
    expect(waiting.some(each => each.entityId === id)).toBe(!ended);
    if (ended) expect(pending.some(each => each.entityId === id)).toBe(false);
  }
}
