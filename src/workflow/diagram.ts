import { spanInWords } from '../calendar/units.js';
import {
  type AnyWorkflow,
  type Due,
  NEW,
  type SpanOf,
  SYSTEM,
  type TimerSpec,
  type WorkRecord,
} from './workflow.js';

/**
 * A process's table as a page of Markdown: a Mermaid state diagram, then every state in words with what it
 * accepts from whom and what falls due in it. Generated, so that it cannot differ from what the program does.
 */
export function describeWorkflow(workflow: AnyWorkflow): string {
  const story = workflow.story
    ? `Every state it comes into is told in ${workflow.roles[workflow.story]?.title}, in a line beneath its card there.\n\n`
    : '';
  return `# ${workflow.title}\n\n${diagram(workflow)}\n\n${story}${Object.keys(workflow.states)
    .map(state => describeState(workflow, state))
    .join('\n\n')}\n`;
}

function diagram(workflow: AnyWorkflow): string {
  const arrows = Object.entries(workflow.states).flatMap(([from, state]) =>
    Object.entries(state.accepts).flatMap(([name, spec]) =>
      targets(spec.to)
        .filter(to => to !== 'same')
        .map(to => `    ${from === NEW ? '[*]' : from} --> ${to}: ${words(name)}`),
    ),
  );
  const ends = Object.entries(workflow.states)
    .filter(([, state]) => state.ends)
    .map(([name]) => `    ${name} --> [*]`);
  return ['```mermaid', 'stateDiagram-v2', ...arrows, ...ends, '```'].join('\n');
}

function describeState(workflow: AnyWorkflow, name: string): string {
  const state = workflow.states[name];
  if (!state) throw new Error(`${workflow.kind} has no state ${name}.`);
  const title = (role: string) =>
    role === SYSTEM ? 'Convenor itself' : (workflow.roles[role]?.title ?? role);
  const waits = state.waitsOn ? [`Waits on ${state.waitsOn.map(title).join(', ')}.`] : [];
  const told = state.tell ? [`On entry it tells ${tellWords(state.tell, title)}.`] : [];
  const commands = Object.entries(state.accepts).map(([command, spec]) => {
    const leads = targets(spec.to)
      .map(to => (to === 'same' ? 'stays' : `→ ${to}`))
      .join(' or ');
    const tells = { ...spec.tellBefore, ...spec.tell };
    const tell = Object.keys(tells).length > 0 ? `; tells ${tellWords(tells, title)}` : '';
    return `- **${words(command)}** by ${spec.by.map(title).join(' or ')} ${leads}${tell}.${spec.note ? ` ${spec.note}` : ''}`;
  });
  const due = (state.due ?? []).map(timer => `- *${dueWords(timer)}*: ${timerWords(timer, title)}.`);
  return [`## ${name}`, '', [state.says, ...waits, ...told].join(' '), ...list(commands), ...list(due)].join(
    '\n',
  );
}

function list(lines: readonly string[]): string[] {
  return lines.length > 0 ? ['', ...lines] : [];
}

function tellWords(tell: Readonly<Partial<Record<string, string>>>, title: (role: string) => string): string {
  return Object.entries(tell)
    .map(([role, notice]) => `${title(role)} (${words(notice ?? '')})`)
    .join(', ');
}

function timerWords(timer: TimerSpec<WorkRecord, string, string>, title: (role: string) => string): string {
  const parts = [
    ...(timer.tell ? [`tells ${tellWords(timer.tell, title)}`] : []),
    ...(timer.run ? [`Convenor does "${words(timer.run)}"`] : []),
  ];
  return parts.length > 0 ? parts.join('; ') : 'the deadline; nothing is said';
}

function dueWords(timer: TimerSpec<WorkRecord, string, string>): string {
  const when: Due<WorkRecord> = timer.when;
  const at = timer.at ? ` at ${typeof timer.at === 'string' ? timer.at : 'its time'}` : '';
  if ('after' in when) return `after ${spanInWords(when.after)}${at}`;
  if ('before' in when)
    return `${spanWords(when.before)} before${when.ahead === undefined ? '' : ', never in the holidays'} (${words(timer.name)})${at}`;
  if ('past' in when)
    return `${spanWords(when.past)} past, ${when.roll ? 'rolled to a school day, ' : ''}(${words(timer.name)})${at}`;
  return `on the day (${words(timer.name)})${at}`;
}

function spanWords(span: SpanOf<WorkRecord>): string {
  return 'usual' in span ? `${spanInWords(span.usual)} (or as the rules say)` : spanInWords(span);
}

function targets(to: string | readonly string[]): readonly string[] {
  return typeof to === 'string' ? [to] : to;
}

/** 'approveRelease' → 'approve release'. */
function words(name: string): string {
  return name.replace(/([A-Z])/g, ' $1').toLowerCase();
}
