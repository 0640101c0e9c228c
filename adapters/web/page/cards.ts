import {
  type Action,
  AdaptiveCard,
  ExecuteAction,
  GlobalRegistry,
  GlobalSettings,
  OpenUrlAction,
  SerializationContext,
  SubmitAction,
  Table,
  Versions,
} from 'adaptivecards';
import type { AdaptiveCardJson } from '../../adaptiveCards/elements.js';
import { hostConfig } from './hostConfig.js';

// Named here, so that bundling does not leave out what only a card's JSON asks for.
GlobalRegistry.defaultElements.register('Table', Table, Versions.v1_5);
GlobalSettings.useMarkdownInRadioButtonAndCheckbox = false;
// Text is text: nothing of a card is ever read as markdown here.
AdaptiveCard.onProcessMarkdown = (_text, result) => {
  result.didProcess = false;
};

export type OnSubmit = (data: unknown) => void;

/**
 * A card drawn by Microsoft's renderer, with what it leaves out for screen readers put right.
 *
 * @param plain the card as text, shown should it not be drawable
 * @param onSubmit called with a pressed button's data, inputs included, once they are valid
 */
export function drawCard(json: AdaptiveCardJson, plain: string, onSubmit: OnSubmit): HTMLElement {
  const card = new AdaptiveCard();
  card.hostConfig = hostConfig;
  card.onExecuteAction = (action: Action) => {
    if (action instanceof ExecuteAction || action instanceof SubmitAction) onSubmit(action.data);
    // Files come from this very server, which sends them as something to save.
    if (action instanceof OpenUrlAction && action.url?.startsWith('/files/'))
      window.location.assign(action.url);
  };
  // What a button unfolds below the others is what comes next.
  card.onInlineCardExpanded = (action, isExpanded) => {
    if (isExpanded) action.card.renderedElement?.scrollIntoView({ block: 'nearest' });
  };
  // The renderer keeps what it reads: it gets a copy.
  card.parse(structuredClone(json), new SerializationContext(Versions.v1_5));
  const drawn = card.render();
  if (!drawn) {
    const text = document.createElement('pre');
    text.textContent = plain;
    return text;
  }
  drawn.removeAttribute('tabindex');
  for (const action of card.getAllActions()) if (action instanceof OpenUrlAction) anchor(action);
  nameInputs(drawn);
  return drawn;
}

/** A button that opens another site as the link that it is: to be copied, or opened where one likes. */
function anchor({ url = '', title = '', tooltip = '', renderedElement }: OpenUrlAction): void {
  if (!renderedElement || !/^https?:\/\//.test(url)) return;
  const link = document.createElement('a');
  link.className = renderedElement.className;
  link.href = url;
  link.target = '_blank';
  link.rel = 'noopener noreferrer';
  link.textContent = title;
  link.title = tooltip;
  renderedElement.replaceWith(link);
}

/** Ties each input to its label, its hint and its error, which the renderer does for some kinds only. */
function nameInputs(card: HTMLElement): void {
  const labels = new Map([...card.querySelectorAll('label')].map(label => [label.htmlFor, label]));
  for (const group of card.querySelectorAll<HTMLElement>(
    '.ac-choiceSetInput-expanded, .ac-choiceSetInput-multiSelect',
  )) {
    group.setAttribute('role', group.querySelector('input[type=radio]') ? 'radiogroup' : 'group');
    nameBy(group, labels.get(group.id));
  }
  for (const input of card.querySelectorAll<HTMLInputElement>('.ac-choiceSetInput-filtered')) {
    const label = labels.get(input.parentElement?.id ?? '');
    nameBy(input, label);
    input.autocomplete = 'off';
    // The renderer names the box around it, and ties its own errors to that.
    input.parentElement?.setAttribute('role', 'group');
  }
  for (const input of card.querySelectorAll<HTMLInputElement>('input[type=number]')) input.step = 'any';
  for (const note of card.querySelectorAll<HTMLElement>('[id^="hint."], [id^="error."]')) {
    const input = inputBefore(note);
    if (!input) continue;
    const described = input.getAttribute('aria-describedby');
    // An error is read before the hint, as it stands before it.
    input.setAttribute('aria-describedby', described ? `${described} ${note.id}` : note.id);
    if (note.id.startsWith('error.')) input.setAttribute('aria-invalid', 'true');
  }
}

function nameBy(element: HTMLElement, label: HTMLElement | undefined): void {
  if (label) element.setAttribute('aria-labelledby', label.id);
}

/** The input that a note stands below: the control itself, or the group of its boxes. */
function inputBefore(note: HTMLElement): HTMLElement | null {
  for (let before = note.previousElementSibling; before; before = before.previousElementSibling) {
    const input = before.querySelector<HTMLElement>(
      '[role=radiogroup], [role=group], input, select, textarea',
    );
    if (input) return input;
  }
  return null;
}
