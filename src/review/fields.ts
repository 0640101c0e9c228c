import type { Field, Option } from '../chat/form.js';

// The fields that several forms of a review share.

export function options<C extends string>(codes: readonly C[], words: Readonly<Record<C, string>>): Option[] {
  return codes.map(code => ({ value: code, label: words[code] }));
}

export function choice(
  name: string,
  label: string,
  of: readonly Option[],
  { required = true, initial }: { readonly required?: boolean; readonly initial?: string | undefined } = {},
): Field {
  return {
    type: 'select',
    style: 'radio',
    name,
    label,
    required,
    options: of,
    ...(initial !== undefined && { initial }),
  };
}

export function linkField(name: string, label: string, required: boolean): Field {
  return {
    type: 'text',
    name,
    label,
    hint: 'It begins with https:// and opens the document for those who may read it.',
    required,
  };
}

export function lineField(name: string, label: string, required: boolean, initial = ''): Field {
  return { type: 'text', name, label, required, ...(initial && { initial }) };
}
