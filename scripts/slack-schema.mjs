// Turns Slack's published types into the JSON Schema that its payloads are tested against, with the limits that
// the types' doc comments state. Run it again when @slack/types changes: a test compares the versions.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createGenerator } from 'ts-json-schema-generator';

const root = path.resolve(import.meta.dirname, '..');
const types = path.join(root, 'node_modules', '@slack', 'types');
const out = path.join(root, 'test', 'adapters', 'slack', 'testdata', 'block-kit.schema.json');

const { definitions } = createGenerator({
  path: path.join(types, 'dist', 'index.d.ts'),
  type: ['KnownBlock', 'ModalView', 'HomeView'],
  skipTypeCheck: true,
  additionalProperties: false,
  expose: 'all',
  topRef: false,
  functions: 'hide',
}).createSchema();

const roots = ['KnownBlock', 'ModalView', 'HomeView'];
const wanted = new Set();
for (const name of roots) reach(name);
// A view's blocks are typed as anything with a type; each is checked as a known block instead.
for (const view of ['ModalView', 'HomeView']) definitions[view].properties.blocks = { type: 'array' };

const limited = Object.fromEntries([...wanted].sort().map(name => [name, limit(definitions[name])]));
const { version } = JSON.parse(readFileSync(path.join(types, 'package.json'), 'utf8'));
writeFileSync(out, `${JSON.stringify({ version, definitions: limited })}\n`);

function reach(name) {
  if (wanted.has(name) || name === 'AnyBlock') return;
  wanted.add(name);
  JSON.stringify(definitions[name], (key, value) => {
    if (key === '$ref') reach(decodeURIComponent(value.replace('#/definitions/', '')));
    return value;
  });
}

/** Adds the limits that descriptions state, and leaves the descriptions out. */
function limit(schema) {
  if (Array.isArray(schema)) return schema.map(limit);
  if (typeof schema !== 'object' || schema === null) return schema;
  const { description = '', properties, ...rest } = schema;
  const inner = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, limit(value)]));
  // A property may itself be called "description".
  if (properties)
    inner.properties = Object.fromEntries(
      Object.entries(properties).map(([key, value]) => [key, limit(value)]),
    );
  const text = description.replace(/\s+/g, ' ');
  const length = /[Mm]aximum length (?:for|of)[^.]*? (?:is |of |field is )?([\d,]+) characters/.exec(text);
  const items =
    /(?:[Mm]aximum(?: number of \w+(?: \w+)? is| of)?|[Mm]ax of|Maximum) ([\d,]+) (?:rows|items|blocks|cards|elements|options|tasks)/.exec(
      text,
    ) ?? /Maximum number of (?:items|options|option groups) is ([\d,]+)/.exec(text);
  const limits = {};
  if (inner.type === 'array' && items) limits.maxItems = number(items[1]);
  if (inner.type === 'string' && length) limits.maxLength = number(length[1]);
  if (inner.$ref && length) limits.properties = { text: { maxLength: number(length[1]) } };
  if (Object.keys(limits).length === 0) return inner;
  return inner.$ref ? { allOf: [inner, limits] } : { ...inner, ...limits };
}

function number(text) {
  return Number(text.replaceAll(',', ''));
}
