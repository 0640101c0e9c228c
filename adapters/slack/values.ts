import type { FormValues } from '../../src/chat/form.js';
import { fieldOf } from './fields.js';

/** One input's state as Slack sends it with a sent form. */
export interface InputState {
  readonly type: string;
  readonly value?: string | null | undefined;
  readonly selected_date?: string | null | undefined;
  readonly selected_time?: string | null | undefined;
  readonly selected_option?: { readonly value?: string | undefined } | null | undefined;
  readonly selected_options?: readonly { readonly value?: string | undefined }[] | null | undefined;
}

/** The state of a view's inputs: block to action to what was entered. */
export type ViewState = Readonly<Record<string, Readonly<Record<string, InputState>>>>;

/** Field name to raw value, one of each input that was sent. Nothing in it is trusted: the form's schema reads it. */
export function readValues(state: ViewState): FormValues {
  const fields: [string, unknown][] = [];
  for (const [block, inputs] of Object.entries(state)) {
    const name = fieldOf(block);
    const [input] = Object.values(inputs);
    if (name !== null && input) fields.push([name, valueOfInput(input)]);
  }
  return Object.fromEntries(fields);
}

function valueOfInput(input: InputState): unknown {
  switch (input.type) {
    case 'number_input': {
      const typed = input.value?.trim() ?? '';
      const number = Number(typed);
      // What is no number goes on as it was typed, so that the schema's own sentence answers it.
      return typed === '' || Number.isNaN(number) ? typed : number;
    }
    case 'datepicker':
      return input.selected_date ?? '';
    case 'timepicker':
      return input.selected_time ?? '';
    case 'checkboxes':
      return (input.selected_options ?? []).length > 0;
    case 'multi_static_select':
    case 'multi_external_select':
      return (input.selected_options ?? []).flatMap(option => option.value ?? []);
    case 'static_select':
    case 'external_select':
    case 'radio_buttons':
      return input.selected_option?.value ?? '';
    default:
      return input.value ?? '';
  }
}
