import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { createProcesses } from '../../src/processes.js';
import { type TestDatabase, withDatabase } from '../fakes/database.js';
import { makers } from './makers.js';
import { type Message, messagesOf, unsent } from './messages.js';
import { payloadsOf, problemsOf } from './payloads.js';
import { FORMS } from './samples.js';
import { stretched } from './stretch.js';

const FOLDER = path.join(import.meta.dirname, 'goldens');

/** `npm run goldens` writes them; a test only compares. */
const WRITES = process.env.CONVENOR_GOLDENS === 'write';

const processes = createProcesses().all();
const databases: TestDatabase[] = [];
const made = await makers(async () => {
  const database = await withDatabase('sqlite');
  databases.push(database);
  return database.open();
}, processes);
const messages: Message[] = [];
for (const process of processes) {
  const { kind } = process.workflow;
  const maker = made.get(kind);
  if (!maker) continue;
  for (const each of await messagesOf(process, maker)) {
    messages.push({ ...each, name: `${kind}/${each.name}` });
  }
}
// No partnership of the makers is so large; and this is how both platforms show its longest list.
const county = FORMS['a choice among five hundred schools'];
if (county) messages.push({ name: 'sample/form.county', to: ['anybody'], type: 'form', form: county });

afterAll(async () => {
  for (const database of databases) await database.drop();
});

describe('every message of the product', () => {
  test('every process shows its records here', () => {
    const without = processes.map(each => each.workflow.kind).filter(kind => !made.has(kind));
    expect(without, 'give each a maker in test/contract/makers.ts').toEqual([]);
  });

  test('every notice is sent by some line of its table', () => {
    expect(processes.flatMap(each => unsent(each).map(name => `${each.workflow.kind}.${name}`))).toEqual([]);
  });

  test('Slack’s schema and limits and Microsoft’s parser take each of them', () => {
    const problems = messages.flatMap(each => problemsOf(each).map(problem => `${each.name}: ${problem}`));
    expect(problems).toEqual([]);
  });

  test('and as the largest partnership would see it: long names, five hundred schools', () => {
    // A county in the longest list of each process, a district in all others: they are drawn alike.
    const county = new Set(processes.map(({ workflow }) => longest(messages, workflow.kind)));
    const problems = messages.flatMap(each =>
      problemsOf(stretched(each, county.has(each) ? 500 : 25)).map(problem => `${each.name}: ${problem}`),
    );
    expect(problems).toEqual([]);
  });

  test('is as it was: what Slack and Teams get stands side by side in its golden file', () => {
    const wanted = new Map(messages.map(each => [`${each.name}.json`, golden(each)]));
    if (WRITES) write(wanted);
    const known = existsSync(FOLDER)
      ? readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
          .filter(file => file.endsWith('.json'))
          .map(file => file.replaceAll('\\', '/'))
      : [];
    const changed = [...wanted].filter(
      ([file, text]) => known.includes(file) && readFileSync(path.join(FOLDER, file), 'utf8') !== text,
    );
    expect(
      {
        missing: [...wanted.keys()].filter(file => !known.includes(file)),
        left: known.filter(file => !wanted.has(file)),
        changed: changed.map(([file]) => file),
      },
      'when it is meant to be so: npm run goldens, and look at what changed in test/contract/goldens',
    ).toEqual({ missing: [], left: [], changed: [] });
  });
});

/** The card of a process that lists most. */
function longest(all: readonly Message[], kind: string): Message | undefined {
  const rows = (message: Message): number =>
    message.type !== 'card'
      ? 0
      : Math.max(
          0,
          ...message.card.body.map(each =>
            each.type === 'table' ? each.rows.length : each.type === 'list' ? each.items.length : 0,
          ),
        );
  return all.filter(each => each.name.startsWith(`${kind}/`)).sort((a, b) => rows(b) - rows(a))[0];
}

/** Compact, and still a line for each block and element, so that a change is seen where it is. */
function golden(message: Message): string {
  const { slack, teams } = payloadsOf(message);
  return `{\n"to": ${JSON.stringify(message.to)},\n"slack": ${lines(slack)},\n"teams": ${lines(teams)}\n}\n`;
}

function lines(value: unknown): string {
  if (Array.isArray(value)) return `[\n${value.map(each => JSON.stringify(each)).join(',\n')}\n]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const parts = Object.entries(value).map(
    ([key, each]) => `${JSON.stringify(key)}: ${Array.isArray(each) ? lines(each) : JSON.stringify(each)}`,
  );
  return `{\n${parts.join(',\n')}\n}`;
}

function write(wanted: ReadonlyMap<string, string>): void {
  rmSync(FOLDER, { recursive: true, force: true });
  for (const [file, text] of wanted) {
    const whole = path.join(FOLDER, file);
    mkdirSync(path.dirname(whole), { recursive: true });
    writeFileSync(whole, text);
  }
}
