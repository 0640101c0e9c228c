import { createRequire } from 'node:module';
import { Ajv, type ValidateFunction } from 'ajv';
import schema from './testdata/block-kit.schema.json' with { type: 'json' };

const ajv = new Ajv({ strict: false, allErrors: false });
ajv.addSchema({ $id: 'slack', definitions: schema.definitions });

/** Of which version of @slack/types the schema is, and which is installed. */
export const versions = {
  schema: schema.version,
  installed: (createRequire(import.meta.url)('@slack/types/package.json') as { version: string }).version,
};

const validators = new Map<string, ValidateFunction>();

type Json = Readonly<Record<string, unknown>>;

/**
 * Everything that Slack would have against the blocks of a message: structure, lengths and counts by its
 * published types, then what its documentation says in words. Empty when it is content.
 */
export function messageProblems(blocks: unknown): string[] {
  const all = list(blocks);
  const tables = all.filter(block => block.type === 'table');
  return [
    ...(all.length > 50 ? [`${all.length} blocks`] : []),
    ...(tables.length > 1 ? ['more than one table'] : []),
    ...(all.some(block => block.type === 'input') ? ['an input in a message'] : []),
    ...(JSON.stringify(blocks).length > 40_000 ? ['larger than 40,000 characters'] : []),
    ...(textLength(all) > 13_000 ? [`msg_blocks_too_long: ${textLength(all)} characters of text`] : []),
    ...blockProblems(all),
  ];
}

/** The same for a modal or a Home tab. */
export function viewProblems(view: unknown): string[] {
  const { blocks, ...rest } = view as Json;
  const all = list(blocks);
  const inputs = all.some(block => block.type === 'input');
  return [
    ...problems(rest.type === 'home' ? 'HomeView' : 'ModalView', { ...rest, blocks: [] }),
    ...(all.length > 100 ? [`${all.length} blocks`] : []),
    ...(inputs && !rest.submit ? ['inputs, and nothing to submit them with'] : []),
    ...(all.some(block => block.type === 'table') ? ['a table in a view'] : []),
    ...(JSON.stringify(view).length > 250_000 ? ['view_too_large'] : []),
    ...blockProblems(all),
  ];
}

function blockProblems(blocks: readonly Json[]): string[] {
  const found = blocks.flatMap((block, at) =>
    problems('KnownBlock', block, String(block.type)).map(each => `block ${at} (${block.type}): ${each}`),
  );
  const ids = blocks.flatMap(block => (typeof block.block_id === 'string' ? [block.block_id] : []));
  if (new Set(ids).size < ids.length) found.push('two blocks of one block_id');
  const actions = blocks.flatMap(block => elementsOf(block).flatMap(each => each.action_id ?? []));
  if (new Set(actions).size < actions.length) found.push(`two elements of one action_id: ${actions}`);
  walk(blocks, each => found.push(...inWords(each)));
  return found;
}

/** A text without the links in it that open the web and say which site. */
function withoutLinks(text: string): string {
  return text.replace(/<(https?:\/\/[^\s<>|]+)\|Open ([^\s<>|]+)>/g, (whole, url: string, site: string) =>
    new URL(url).host === site ? '' : whole,
  );
}

/** What the documentation says in words and the types do not. */
function inWords(each: Json): string[] {
  const found: string[] = [];
  const say = (wrong: boolean, what: string) => wrong && found.push(what);
  switch (each.type) {
    case 'plain_text':
    case 'mrkdwn':
      say(String(each.text).length === 0, 'an empty text');
      say(String(each.text).length > 3_000, `a text of ${String(each.text).length} characters`);
      say(
        each.type === 'mrkdwn' && /<[^>]*>/.test(withoutLinks(String(each.text))),
        `markup in ${String(each.text)}`,
      );
      say(String(each.text).includes('<!'), `a mention in ${String(each.text)}`);
      break;
    case 'raw_text':
      say(String(each.text).length === 0, 'an empty cell');
      break;
    case 'section':
      say(!each.text && !each.fields, 'a section without text or fields');
      say(
        list(each.fields).some(field => String(field.text).length > 2_000),
        'a field of over 2,000 characters',
      );
      say(Array.isArray(each.fields) && each.fields.length === 0, 'no fields');
      break;
    case 'actions':
    case 'context':
      say(list(each.elements).length === 0, `an empty block of ${each.type}`);
      say(
        each.type === 'context' && list(each.elements).some(one => String(one.text).length > 2_000),
        'a long context',
      );
      break;
    case 'table': {
      const cells = (each.rows as Json[][]).flat();
      say(
        (each.rows as Json[][]).some(row => row.length > 20),
        'a row of over 20 cells',
      );
      say(
        cells.reduce((sum, cell) => sum + String(cell.text).length, 0) > 10_000,
        'a table of over 10,000 characters',
      );
      break;
    }
    case 'static_select':
    case 'multi_static_select':
    case 'radio_buttons':
    case 'checkboxes': {
      const values = list(each.options).map(option => option.value);
      say(values.length === 0, `${each.type} without options`);
      say(new Set(values).size < values.length, 'two options of one value');
      const initial = [
        ...list(each.initial_options),
        ...(each.initial_option ? [each.initial_option as Json] : []),
      ];
      const known = new Set(list(each.options).map(option => JSON.stringify(option)));
      say(
        initial.some(option => !known.has(JSON.stringify(option))),
        'an initial option that is none of the options',
      );
      break;
    }
    case 'plain_text_input':
      say(Number(each.max_length ?? 3_000) > 3_000, 'max_length above 3,000');
      say(
        String(each.initial_value ?? '').length > Number(each.max_length ?? 3_000),
        'an initial text that is too long',
      );
      break;
    case 'datepicker':
      say(
        each.initial_date !== undefined && !/^\d{4}-\d\d-\d\d$/.test(String(each.initial_date)),
        'a malformed date',
      );
      break;
    case 'timepicker':
      say(
        each.initial_time !== undefined && !/^\d\d:\d\d$/.test(String(each.initial_time)),
        'a malformed time',
      );
      break;
    case 'number_input':
      say(
        typeof each.is_decimal_allowed !== 'boolean',
        'a number that does not say whether decimals are allowed',
      );
      break;
    case 'button':
      say(
        String((each.confirm as { text?: Json } | undefined)?.text?.text ?? '').length > 300,
        'a long confirmation',
      );
      break;
  }
  return found;
}

function elementsOf(block: Json): readonly Json[] {
  const one = (each: unknown) => (each ? [each as Json] : []);
  return [
    ...list(block.elements),
    ...one(block.accessory),
    ...(block.type === 'input' ? one(block.element) : []),
  ];
}

function textLength(value: unknown): number {
  let sum = 0;
  walk(value, each => {
    if (typeof each.text === 'string') sum += each.text.length;
  });
  return sum;
}

function walk(value: unknown, visit: (each: Json) => void): void {
  if (Array.isArray(value)) for (const each of value) walk(each, visit);
  else if (typeof value === 'object' && value !== null) {
    visit(value as Json);
    for (const each of Object.values(value)) walk(each, visit);
  }
}

/** By the schema of one type; a block by the schema of its own kind, so that the complaint is about that. */
function problems(definition: string, value: unknown, kind?: string): string[] {
  const own = kind === undefined ? definition : (BLOCKS.get(kind) ?? definition);
  let validate = validators.get(own);
  if (!validate) {
    validate = ajv.compile({ $ref: `slack#/definitions/${own}` });
    validators.set(own, validate);
  }
  if (validate(value)) return [];
  return (validate.errors ?? []).map(
    error => `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`,
  );
}

const BLOCKS = new Map(
  Object.entries(schema.definitions).flatMap(([name, definition]) => {
    const type = (definition as { properties?: { type?: { const?: string } } }).properties?.type?.const;
    return name.endsWith('Block') && type ? [[type, name] as const] : [];
  }),
);

function list(value: unknown): readonly Json[] {
  return Array.isArray(value) ? (value as Json[]) : [];
}
