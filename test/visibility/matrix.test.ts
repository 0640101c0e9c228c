import { describe, expect, test } from 'vitest';
import { createProcesses } from '../../src/processes.js';
import { type AnyWorkflow, SYSTEM } from '../../src/workflow/workflow.js';
import { withDatabase } from '../fakes/database.js';
import { World } from '../fakes/world.js';
import { boardSubject } from './boards.js';
import { designationSubject } from './designations.js';
import { groupSubject } from './groups.js';
import { outsidersOf } from './outsiders.js';
import { reviewSubject } from './review.js';
import type { Stage, Subject } from './subject.js';
import { supportSubject } from './support.js';
import { type Finding, sweep } from './sweep.js';

/** A process that is not shown by one of these fails the first test below. */
const SUBJECTS: readonly Subject[] = [
  supportSubject,
  designationSubject,
  reviewSubject,
  groupSubject,
  boardSubject,
];

/**
 * Looking in every scene takes minutes and pins down the scene in which each reader begins to read (CONVENOR_LONG=1).
 * Every run looks in every eighth scene and the last, and finds whatever is read by somebody who may not, or too early, or too late.
 */
const EVERY_SCENE = process.env.CONVENOR_LONG !== undefined;
const THINNED = 8;

/** A sweep takes half a minute; a busy machine is no failure. */
const PATIENCE_MS = 600_000;

/**
 * Of each mark, who read it and since when; what ended is written with its last scene, as the rules are. Those without
 * a part look in on some scenes only: what they may read by then counts as read since they may.
 */
function readBy(findings: readonly Finding[], { scenes, rules, people }: Stage) {
  const order = scenes.map(scene => scene.name);
  const read: Record<string, Record<string, string | readonly [string, string]>> = {};
  for (const [mark, rule] of Object.entries(rules)) {
    const found = findings.filter(each => each.mark === mark && each.path !== 'log');
    read[mark] = {};
    for (const who of new Set(found.map(each => each.who))) {
      const at = found.filter(each => each.who === who).map(each => order.indexOf(each.scene));
      const since = rule[who];
      const early = typeof since === 'string' && !(who in people) && order.indexOf(since) <= Math.min(...at);
      const first = early ? since : (order[Math.min(...at)] ?? '');
      const last = order[Math.max(...at)] ?? '';
      read[mark][who] = Array.isArray(rule[who]) ? [first, last] : first;
    }
  }
  return read;
}

describe('who reads what, on every path (DOMAIN 7.3)', () => {
  test('every process has its story here', () => {
    const shown = SUBJECTS.flatMap(subject => subject.processes.map(process => process.workflow.kind));
    const all = createProcesses()
      .all()
      .map(process => process.workflow.kind);
    expect([...new Set(shown)].toSorted()).toEqual(all.toSorted());
  });

  test.each(SUBJECTS.map(subject => [subject.name, subject] as const))(
    '%s',
    async (_name, subject) => {
      const world = await World.create(await (await withDatabase('sqlite')).open(), subject.processes);
      const stage = await subject.stage(world);
      const swept = await sweep(world, stage, await outsidersOf(world, stage), EVERY_SCENE ? 1 : THINNED);
      const { findings } = swept;

      expect(wrong(findings, stage)).toEqual([]);
      if (EVERY_SCENE) expect(readBy(findings, stage)).toEqual(stage.rules);

      const onLockScreens = findings
        .filter(each => each.path === 'lockScreen' && !stage.lockScreen?.includes(each.mark))
        .map(each => `${each.who}: ${each.by}`);
      expect([...new Set(onLockScreens)]).toEqual([]);
      expect(findings.filter(each => each.path === 'log')).toEqual([]);

      // Through the eyes of a role that nobody in the story holds nothing has been looked at; some are held for a few
      // scenes only.
      const roles = subject.processes.flatMap(({ workflow }) =>
        actingRoles(workflow).map(role => `${workflow.kind}.${role}`),
      );
      if (EVERY_SCENE) expect(roles.filter(role => !swept.roles.has(role))).toEqual([]);
      expect(swept.looked).toBeGreaterThan(500);
    },
    PATIENCE_MS,
  );
});

/** The roles that may do or look at something; the others only say who is told. */
function actingRoles({ states }: AnyWorkflow): readonly string[] {
  const specs = Object.values(states).flatMap(({ accepts, shows }) =>
    Object.values({ ...accepts, ...shows }),
  );
  return [...new Set(specs.flatMap(({ by }) => by))].filter(role => role !== SYSTEM);
}

/** Every reading against the rules: by whom, of what, where and in which scene. */
function wrong(findings: readonly Finding[], { rules, scenes }: Stage): string[] {
  const order = scenes.map(scene => scene.name);
  const lines = findings.flatMap(({ mark, who, scene, path, by }) => {
    const rule = rules[mark]?.[who];
    const [from, until] = typeof rule === 'string' ? [rule, undefined] : (rule ?? []);
    const early = from === undefined || order.indexOf(scene) < order.indexOf(from);
    const late = until !== undefined && order.indexOf(scene) > order.indexOf(until);
    return path !== 'log' && (early || late) ? [`${mark}: ${who} in ${scene}, ${path}: ${by}`] : [];
  });
  return [...new Set(lines)];
}
