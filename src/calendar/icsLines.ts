/** One property of an iCalendar file: `DTSTART;VALUE=DATE:20261026`. */
export interface IcsProperty {
  /** The line on which it begins, from 1. */
  readonly row: number;
  /** In capitals. */
  readonly name: string;
  /** By name in capitals; of several values the text as it stands. */
  readonly parameters: ReadonlyMap<string, string>;
  readonly value: string;
}

/**
 * The properties of an iCalendar text in order, with folded lines joined (RFC 5545, 3.1). Lines that are
 * no property are given as they are in `strays`, blank ones left out.
 */
export function icsProperties(text: string): {
  properties: IcsProperty[];
  strays: { row: number; line: string }[];
} {
  const properties: IcsProperty[] = [];
  const strays: { row: number; line: string }[] = [];
  for (const { row, line } of unfold(text.replace(/^\uFEFF/, ''))) {
    if (line.trim() === '') continue;
    const property = parse(row, line);
    if (property === null) strays.push({ row, line });
    else properties.push(property);
  }
  return { properties, strays };
}

/** The text of a value of type TEXT: `\,` `\;` `\\` and `\n` undone (RFC 5545, 3.3.11). */
export function icsText(value: string): string {
  return value
    .replace(/\\([\\;,nN])/g, (_, character: string) => (/n/i.test(character) ? ' ' : character))
    .trim();
}

function* unfold(text: string): Generator<{ row: number; line: string }> {
  let current: { row: number; line: string } | null = null;
  let row = 0;
  for (const line of text.split(/\r\n|\n|\r/)) {
    row++;
    if (current !== null && /^[ \t]/.test(line)) {
      current.line += line.slice(1);
      continue;
    }
    if (current !== null) yield current;
    current = { row, line };
  }
  if (current !== null) yield current;
}

function parse(row: number, line: string): IcsProperty | null {
  const head =
    /^([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+=(?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)*):(.*)$/s.exec(line);
  if (head === null) return null;
  const parameters = new Map<string, string>();
  for (const [, name = '', value = ''] of (head[2] ?? '').matchAll(
    /;([A-Za-z0-9-]+)=((?:"[^"]*"|[^";])*)/g,
  )) {
    parameters.set(name.toUpperCase(), value.replaceAll('"', ''));
  }
  return { row, name: (head[1] ?? '').toUpperCase(), parameters, value: head[3] ?? '' };
}
