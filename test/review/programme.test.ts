import { describe, expect, it, test } from 'vitest';
import { readDaySpan, schoolDays, workingDays } from '../../src/calendar/units.js';
import { cardText } from '../../src/chat/plainText.js';
import { PRESET_SPECS, PRESETS } from '../../src/review/programme/presets.js';
import { rulesInWords } from '../../src/review/programme/words.js';
import { ProgrammeRulesSchema } from '../../src/review/programme.js';
import { eachStore } from '../fakes/database.js';
import { castOf, openCycle } from './cast.js';

describe('presets (DOMAIN 2.1)', () => {
  it('differ where the real programmes differ', () => {
    const { triads, cluster, secondary, quality } = PRESET_SPECS;
    expect(triads.rules).toMatchObject({ reciprocity: 'triads', qaEvery: 4, halfDays: { secondary: 2 } });
    expect(cluster.rules).toMatchObject({ peers: 2, workshop: true, grades: [], halfDays: { secondary: 4 } });
    expect(secondary.rules.halfDays).toMatchObject({ primary: 2, secondary: 3 });
    expect(quality.rules).toMatchObject({ ledBy: 'accredited', peers: 3, halfDays: { primary: 6 } });
    expect(quality.rules.grades).toEqual(['Leading', 'Effective', 'Working towards', 'Ineffective']);
  });

  it('leave a report with its school unless they say otherwise, and give no grades by default', () => {
    const owners = PRESETS.filter(preset => PRESET_SPECS[preset].rules.visibility !== 'schoolOwned');
    expect(owners).toEqual(['quality']);
    expect(ProgrammeRulesSchema.parse({})).toMatchObject({ visibility: 'schoolOwned', grades: [] });
  });

  it.each(PRESETS)('%s says all its rules in words', preset => {
    const facts = rulesInWords(PRESET_SPECS[preset].rules);
    for (const { label, value } of facts) {
      expect(value, label).not.toMatch(/undefined|NaN|null|\[object/);
      expect(value, label).not.toBe('');
    }
    expect(PRESET_SPECS[preset].label.length).toBeLessThanOrEqual(75);
  });
});

describe('a deadline as people type it', () => {
  it.each([
    ['10 school days', { unit: 'schoolDays', n: 10 }],
    ['1 working day', { unit: 'workingDays', n: 1 }],
    [' 90 days ', { unit: 'calendarDays', n: 90 }],
    ['28 Calendar Days', { unit: 'calendarDays', n: 28 }],
    ['5d', { unit: 'calendarDays', n: 5 }],
    ['soon', null],
    ['10', null],
    ['-3 days', null],
    ['10 school weeks', null],
  ])('%j', (text, span) => {
    expect(readDaySpan(text)).toEqual(span);
  });
});

eachStore('a programme as a record', open => {
  test('is set up from a preset, changed in short forms, and copied by its cycles', async () => {
    const cast = await castOf(await open(), 4);
    const { world, lead, clusterLead, places } = cast;
    const { db } = world.store;
    const partnershipId = String(world.partnershipId);

    const given = { partnershipId, name: 'Exampleshire triads', preset: 'triads' };
    const stranger = await world.give('programme', null, 'create', places[0]!.head, given);
    expect(stranger).toMatchObject({ type: 'refused' });
    const { id } = await world.must('programme', null, 'create', lead, given);
    expect(await world.told({ personId: clusterLead }, 'programme')).toEqual(['made']);
    expect(await world.card('programme', id, places[0]!.head)).toBeNull();

    const unreadable = await world.give('programme', id, 'editBefore', lead, {
      ...BEFORE,
      focusAgreed: 'a fortnight',
    });
    expect(unreadable).toMatchObject({
      why: 'input',
      fields: { focusAgreed: expect.stringContaining('fortnight') },
    });
    const forbidden = await world.give('programme', id, 'editBefore', clusterLead, BEFORE);
    expect(forbidden).toMatchObject({ type: 'refused', why: 'notYours' });
    await world.must('programme', id, 'editBefore', lead, BEFORE);
    const lapsing = await world.give('programme', id, 'editAfter', lead, {
      ...AFTER,
      lapse: '9 working days',
    });
    expect(lapsing).toMatchObject({ type: 'refused', why: 'rule' });
    await world.must('programme', id, 'editLength', lead, {
      primary: '1',
      secondary: '3',
      allThrough: '6',
      special: '2',
    });
    const card = cardText((await world.card('programme', id, lead))!);
    expect(card).toContain('primary ½ day, secondary 1½ days, all-through 3 days, special 1 day');
    expect(card).toContain('Lines of enquiry agreed: 12 school days');

    const opened = { ...(await openedWith(cast, `programme ${id}`)) };
    expect(opened.rules).toMatchObject({
      reciprocity: 'triads',
      halfDays: { primary: 1 },
      deadlines: { focusAgreed: schoolDays(12), planAgreed: workingDays(8) },
    });
    const said = await world.must('programme', id, 'editPairing', lead, { reciprocity: 'bank', maxKm: '30' });
    expect(said.text).toContain('The one that runs keeps its rules.');
    const kept = await db.reviewCycle.findUniqueOrThrow({ where: { id: opened.id } });
    expect(ProgrammeRulesSchema.parse(kept.rules).reciprocity).toBe('triads');

    await world.must('programme', id, 'retire', lead);
    await expect(openedWith(cast, `programme ${id}`)).rejects.toThrow(/not one by which you can open/);
    await world.must('programme', id, 'reinstate', lead);
    const again = await openedWith(cast, `programme ${id}`);
    expect(again.rules).toMatchObject({ reciprocity: 'bank', maxKm: 30 });
    const history = await db.auditEntry.findMany({
      where: { entityKind: 'programme' },
      select: { verb: true, personId: true },
      orderBy: { id: 'asc' },
    });
    expect(history.map(({ verb }) => verb)).toEqual([
      'create',
      'editBefore',
      'editLength',
      'editPairing',
      'retire',
      'reinstate',
    ]);
    expect(new Set(history.map(({ personId }) => personId))).toEqual(new Set([lead]));
  });
});

const BEFORE = {
  noticeSchoolDays: '15',
  acceptanceSchoolDays: '5',
  focusAgreed: '12 school days',
  planAgreed: '8 working days',
  selfEvaluation: '5 working days',
  teamBriefed: '2 school days',
};

const AFTER = {
  draftReport: '5 working days',
  qa: '2 working days',
  factCheck: '10 working days',
  finalReport: '10 working days',
  lapse: '20 working days',
  workshop: '15 school days',
  followUp: '90 days',
  impactReview: '10 school days',
};

async function openedWith(cast: Parameters<typeof openCycle>[0], rulesOf: string) {
  const id = await openCycle(cast, { rulesOf });
  const row = await cast.world.store.db.reviewCycle.findUniqueOrThrow({ where: { id } });
  return { id, rules: ProgrammeRulesSchema.parse(row.rules) };
}
