/** What follows '/board', taken apart: '/board slspg action @Ann Able "Write to heads" due:2027-03-01'. */
export interface Typed {
  /** The words that are neither quoted nor an option, in their order. */
  readonly words: readonly string[];
  /** What stood in quotation marks. */
  readonly quoted: readonly string[];
  /** 'due:', 'part:', 'from:', 'on:', 'at:', with the names in lower case. */
  readonly options: Readonly<Record<string, string>>;
}

const OPTION = /(?:^|\s)(part|due|from|on|at|for):\s*("[^"]*"|\S+)/gi;
const QUOTED = /"([^"]*)"/g;

/**
 * Takes a typed line apart, forgivingly: phones write curly quotation marks, people put a blank after the colon, and
 * the order of the parts does not matter.
 */
export function readTyped(line: string): Typed {
  const plain = line.replaceAll(/[\u201C\u201D\u201E\u00AB\u00BB]/g, '"');
  const options: Record<string, string> = {};
  const withoutOptions = plain.replaceAll(OPTION, (_all, name: string, value: string) => {
    options[name.toLowerCase()] = value.replaceAll('"', '').trim();
    return ' ';
  });
  const quoted: string[] = [];
  const rest = withoutOptions.replaceAll(QUOTED, (_all, text: string) => {
    if (text.trim() !== '') quoted.push(text.trim());
    return ' ';
  });
  // A quotation mark that was never closed still begins a text.
  const [before = '', open] = rest.split('"', 2);
  if (open !== undefined && open.trim() !== '') quoted.push(open.trim());
  return { words: before.split(/\s+/).filter(word => word !== ''), quoted, options };
}
