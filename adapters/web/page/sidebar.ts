import type { ConversationView, LeadingPerson, PersonView } from '../wire.js';
import { button, h } from './dom.js';
import { initials, personButton } from './people.js';

export interface SidebarEvents {
  choosePerson(): void;
  be(person: PersonView): void;
  open(conversation: string): void;
  stories(): void;
}

/** The left-hand side: who I am, where I can read, whom else I could be. */
export class Sidebar {
  readonly element: HTMLElement;
  private readonly me = h('section', { class: 'me' });
  private readonly conversations = h('ul', { class: 'conversations' });
  private readonly place: HTMLElement;
  private readonly others = h('ul', { class: 'people compact' });
  private readonly othersTitle = h('h2');
  private readonly events: SidebarEvents;

  constructor(title: string, events: SidebarEvents) {
    this.events = events;
    this.place = h(
      'section',
      {},
      h('h2', { id: 'conversations-title' }, 'Conversations'),
      this.conversations,
    );
    this.element = h(
      'nav',
      { class: 'sidebar', attributes: { 'aria-label': 'Who and where' } },
      h(
        'div',
        { class: 'brand' },
        h('span', { class: 'logo', attributes: { 'aria-hidden': 'true' } }, 'C'),
        h('h1', {}, title),
      ),
      button('Stories to try', () => events.stories(), { class: 'secondary stories-button' }),
      this.me,
      this.place,
      h(
        'section',
        {},
        this.othersTitle,
        this.others,
        button('Everybody…', () => events.choosePerson(), { class: 'quiet' }),
      ),
    );
  }

  setPerson(person: PersonView | null, leading: readonly LeadingPerson[]): void {
    this.othersTitle.textContent = person ? 'Be somebody else' : 'Be somebody';
    this.me.hidden = person === null;
    this.place.hidden = person === null;
    if (person) {
      this.me.replaceChildren(
        h('span', { class: 'avatar large', attributes: { 'aria-hidden': 'true' } }, initials(person.name)),
        h(
          'div',
          {},
          h('p', { class: 'hint' }, 'You are'),
          h('p', { class: 'me-name' }, person.name),
          h('p', { class: 'hint' }, person.says),
        ),
      );
    }
    this.others.replaceChildren(
      ...leading
        .filter(each => each.id !== person?.id)
        .map(each =>
          h(
            'li',
            {},
            personButton(each, each.part, () => this.events.be(each)),
          ),
        ),
    );
  }

  setConversations(conversations: readonly ConversationView[], current: string | null): void {
    this.conversations.replaceChildren(
      ...conversations.map(({ id, title, direct, says, unread }) =>
        h(
          'li',
          {},
          h(
            'button',
            {
              type: 'button',
              class: unread > 0 ? 'conversation unread' : 'conversation',
              onclick: () => this.events.open(id),
              attributes: id === current ? { 'aria-current': 'true' } : {},
            },
            h(
              'span',
              { class: 'conversation-mark', attributes: { 'aria-hidden': 'true' } },
              direct ? '✉' : '#',
            ),
            h(
              'span',
              { class: 'conversation-words' },
              h('span', { class: 'name' }, title),
              h('span', { class: 'says' }, says ?? (direct ? 'Messages to you alone' : '')),
            ),
            unread > 0
              ? h('span', { class: 'badge' }, String(unread), h('span', { class: 'sr-only' }, ' unread'))
              : null,
          ),
        ),
      ),
    );
  }
}
