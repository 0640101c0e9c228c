import type { HelloView, PersonView, StoryView } from '../wire.js';
import { button, h } from './dom.js';
import { personButton } from './people.js';

export interface WelcomeEvents {
  be(person: PersonView, conversation?: string, types?: string): void;
  choosePerson(): void;
}

/** The first view: what this is, and stories to try. */
export function drawWelcome(hello: HelloView, events: WelcomeEvents): HTMLElement {
  return h(
    'div',
    { class: 'welcome', tabIndex: -1 },
    h('h2', {}, 'Run a partnership for a while'),
    h(
      'p',
      { class: 'lead' },
      'You can be anybody here: a head, the coordinator, a leader who is asked to help. Each sees only what is ' +
        'theirs. The cards are the ones that Microsoft Teams shows. Nothing leaves this machine.',
    ),
    hello.stories.length > 0
      ? h('div', { class: 'stories' }, ...hello.stories.map(story => drawStory(story, events)))
      : null,
    h('h3', {}, 'Or begin as'),
    h(
      'ul',
      { class: 'people grid' },
      ...hello.leading.map(person =>
        h(
          'li',
          {},
          personButton(person, person.part, () => events.be(person)),
        ),
      ),
    ),
    button('Search everybody…', () => events.choosePerson(), { class: 'secondary' }),
  );
}

function drawStory(story: StoryView, events: WelcomeEvents): HTMLElement {
  return h(
    'section',
    { class: 'story' },
    h('h3', {}, story.title),
    h('p', {}, story.says),
    h(
      'ol',
      {},
      ...story.steps.map(({ person, does, conversation, types }) =>
        h(
          'li',
          {},
          h('span', {}, does),
          button(`Be ${person.name}`, () => events.be(person, conversation, types), {
            class: 'secondary small',
          }),
        ),
      ),
    ),
  );
}
