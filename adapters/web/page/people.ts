import type { LeadingPerson, PersonView } from '../wire.js';
import { api } from './api.js';
import { button, h } from './dom.js';

/** Before a search is sent, in ms: not on every letter. */
const PAUSE = 150;

/** Somebody as a button: the name, and what they are. */
export function personButton(person: PersonView, part: string | null, choose: () => void): HTMLElement {
  return h(
    'button',
    { class: 'person', type: 'button', onclick: choose },
    h('span', { class: 'avatar', attributes: { 'aria-hidden': 'true' } }, initials(person.name)),
    h(
      'span',
      { class: 'person-words' },
      part ? h('span', { class: 'part' }, part) : null,
      h('span', { class: 'name' }, person.name),
      h('span', { class: 'says' }, person.says),
    ),
  );
}

/** The letters that stand for somebody in a small circle. */
export function initials(name: string): string {
  const words = name.split(/[\s-]+/).filter(Boolean);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map(
    word => [...(word ?? '')][0] ?? '',
  );
  return letters.join('').toUpperCase();
}

/** A dialog in which one chooses whom to be: those who lead the stories first, everybody else by search. */
export function choosePerson(leading: readonly LeadingPerson[], choose: (person: PersonView) => void): void {
  const search = h('input', {
    id: 'person-search',
    type: 'search',
    autocomplete: 'off',
    placeholder: 'Name, school or role',
  });
  const list = h('ul', { class: 'people' });
  const status = h('p', { class: 'hint', attributes: { role: 'status' } });
  const dialog = h(
    'dialog',
    { class: 'people-dialog', attributes: { 'aria-labelledby': 'people-title' } },
    h(
      'header',
      {},
      h('h2', { id: 'people-title' }, 'Whom would you like to be?'),
      button('Close', () => dialog.close(), { class: 'quiet' }),
    ),
    h('label', { class: 'field-label', attributes: { for: search.id } }, 'Search everybody'),
    search,
    status,
    list,
  );
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked = 0;

  function show(people: readonly PersonView[], parts: ReadonlyMap<number, string>): void {
    list.replaceChildren(
      ...people.map(person =>
        h(
          'li',
          {},
          personButton(person, parts.get(person.id) ?? null, () => {
            dialog.close();
            choose(person);
          }),
        ),
      ),
    );
  }

  async function find(): Promise<void> {
    const text = search.value.trim();
    const mine = ++asked;
    if (text === '') {
      status.textContent = 'To begin with:';
      show(leading, new Map(leading.map(person => [person.id, person.part])));
      return;
    }
    try {
      const found = await api.people(text);
      if (mine !== asked) return;
      status.textContent = found.length === 0 ? 'Nobody is called that.' : `${found.length} found`;
      show(found, new Map());
    } catch (error) {
      status.textContent = error instanceof Error ? error.message : String(error);
    }
  }

  search.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => void find(), PAUSE);
  });
  dialog.addEventListener('close', () => dialog.remove());
  void find();
  document.body.append(dialog);
  dialog.showModal();
  search.focus();
}
