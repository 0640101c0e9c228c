import type { types } from '@slack/bolt';
import { formatDate, parseLocalDate } from '../../src/calendar/localDate.js';
import type { Field } from '../../src/chat/form.js';
import { INPUT_LABEL, INPUT_TEXT, OPTIONS, PLACEHOLDER, RADIO_OPTIONS } from './limits.js';
import { toOption } from './options.js';
import { clean, head, plain, plainLines } from './text.js';

type Input = types.InputBlock['element'];

/** What a switch that is on sends. */
const ON = 'true';

/** A field as an input block. Its block_id is `inputId`, its element's action_id the field's name. */
export function fieldBlock(field: Field): types.InputBlock {
  const hint = [field.hint, bounds(field)].filter(Boolean).join(' ');
  return {
    type: 'input',
    block_id: inputId(field.name),
    label: plain(field.label, INPUT_LABEL),
    // Whether a switch has to be on is for the form's schema to say.
    optional: !field.required || field.type === 'toggle',
    element: element(field),
    ...(hint && { hint: plainLines(hint, INPUT_LABEL) }),
  };
}

/** The block of a field, to which its error is pinned. */
export function inputId(name: string): string {
  return `field.${name}`;
}

/** The field that a block is for, or null when it is no input of ours. */
export function fieldOf(blockId: string): string | null {
  return blockId.startsWith('field.') ? blockId.slice('field.'.length) : null;
}

function element(field: Field): Input {
  const action = { action_id: field.name };
  switch (field.type) {
    case 'text': {
      const max = Math.min(field.maxLength ?? INPUT_TEXT, INPUT_TEXT);
      return {
        type: 'plain_text_input',
        ...action,
        multiline: field.multiline ?? false,
        max_length: max,
        ...(field.initial && { initial_value: head(clean(field.initial), max) }),
      };
    }
    case 'number':
      return {
        type: 'number_input',
        ...action,
        is_decimal_allowed: !Number.isInteger(field.step ?? 1),
        ...(field.initial !== undefined && { initial_value: String(field.initial) }),
        ...(field.min !== undefined && { min_value: String(field.min) }),
        ...(field.max !== undefined && { max_value: String(field.max) }),
      };
    case 'date':
      return {
        type: 'datepicker',
        ...action,
        ...(isDate(field.initial) && { initial_date: field.initial }),
      };
    case 'time':
      return {
        type: 'timepicker',
        ...action,
        ...(/^\d\d:\d\d$/.test(field.initial ?? '') && { initial_time: field.initial ?? '' }),
      };
    case 'select':
      return select(field);
    case 'multiSelect':
      return multiSelect(field);
    case 'toggle': {
      const option = { text: plain(field.label, 75), value: ON };
      return {
        type: 'checkboxes',
        ...action,
        options: [option],
        ...(field.initial && { initial_options: [option] }),
      };
    }
  }
}

function select(field: Extract<Field, { type: 'select' }>): Input {
  const action = { action_id: field.name };
  const chosen = field.options.find(option => option.value === field.initial);
  const initial = chosen ? { initial_option: toOption(chosen) } : {};
  if (field.options.length > OPTIONS) {
    return { type: 'external_select', ...action, ...SEARCH, ...initial };
  }
  if (field.options.length === 0) return empty(action);
  const options = field.options.map(toOption);
  if (field.style === 'radio' && options.length <= RADIO_OPTIONS) {
    return { type: 'radio_buttons', ...action, options, ...initial };
  }
  return {
    type: 'static_select',
    ...action,
    options,
    placeholder: plain('Choose one', PLACEHOLDER),
    ...initial,
  };
}

function multiSelect(field: Extract<Field, { type: 'multiSelect' }>): Input {
  const action = { action_id: field.name };
  const chosen = field.options.filter(option => field.initial?.includes(option.value));
  const more = {
    ...(chosen.length > 0 && { initial_options: chosen.slice(0, OPTIONS).map(toOption) }),
    ...(field.max !== undefined && { max_selected_items: field.max }),
  };
  if (field.options.length > OPTIONS) {
    return { type: 'multi_external_select', ...action, ...SEARCH, ...more };
  }
  if (field.options.length === 0) return empty(action);
  return {
    type: 'multi_static_select',
    ...action,
    options: field.options.map(toOption),
    placeholder: plain('Choose', PLACEHOLDER),
    ...more,
  };
}

/** A long list is searched: it opens with its first names and narrows with each letter. */
const SEARCH = { min_query_length: 0, placeholder: plain('Type a part of the name', PLACEHOLDER) };

/** A menu without choices is refused by Slack, so the list is searched and finds nothing. */
function empty(action: { readonly action_id: string }): Input {
  return {
    type: 'external_select',
    ...action,
    min_query_length: 0,
    placeholder: plain('There is nothing to choose', PLACEHOLDER),
  };
}

/** Slack's pickers know no bounds for dates, and say none for numbers: the hint does. */
function bounds(field: Field): string {
  if (field.type === 'date')
    return between(field.min && day(field.min), field.max && day(field.max), 'On or after', 'On or before');
  if (field.type === 'number') return between(field.min, field.max, 'At least', 'At most');
  return '';
}

function between(
  min: string | number | undefined,
  max: string | number | undefined,
  least: string,
  most: string,
): string {
  if (min !== undefined && max !== undefined) return `From ${min} to ${max}.`;
  if (min !== undefined) return `${least} ${min}.`;
  return max === undefined ? '' : `${most} ${max}.`;
}

function day(text: string): string {
  const date = parseLocalDate(text);
  return date ? formatDate(date, 'short') : text;
}

function isDate(text: string | undefined): text is string {
  return text !== undefined && parseLocalDate(text) !== null;
}
