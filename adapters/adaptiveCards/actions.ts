import type { Action } from '../../src/chat/card.js';
import type { EntityRef } from '../../src/chat/entityRef.js';
import type { ActionJson, Element } from './elements.js';
import { buttonData, listedData } from './submission.js';
import { line, paragraphs } from './text.js';

/** Clients lay out five buttons in a row; the parser warns of more. */
const BUTTONS_IN_A_ROW = 5;

/** Longer ones are cut off by clients themselves, without a sign. */
const BUTTON_CHARACTERS = 60;

/** A confirming sentence is one sentence. */
const CONFIRM_CHARACTERS = 500;

/**
 * The actions as buttons. One with a `confirm` unfolds the sentence and a second button, because Adaptive Cards
 * have no question of their own: nothing is sent before the second is pressed.
 *
 * @param deliveryKey of the message that the card is posted in: whoever presses a button brings it back
 */
export function buttons(
  actions: readonly Action[],
  entity: EntityRef | undefined,
  deliveryKey?: string,
): ActionJson[] {
  return actions.map(action => {
    const target = action.entity ?? entity;
    // A card about nothing of its own is a list.
    const listed = !entity && action.entity && action.verb === `${action.entity.kind}.open`;
    const data = {
      ...(listed
        ? listedData(action.verb, action.entity, action.values)
        : buttonData(action.verb, target, action.values)),
      ...(deliveryKey !== undefined && { delivery: deliveryKey }),
    };
    if (!action.confirm) return execute(action.label, action.verb, data, action.style);
    return {
      type: 'Action.ShowCard',
      title: line(action.label, BUTTON_CHARACTERS),
      ...styleOf(action.style),
      card: {
        type: 'AdaptiveCard',
        body: paragraphs(action.confirm, CONFIRM_CHARACTERS),
        actions: [execute(`Yes, ${lowerFirst(action.label)}`, action.verb, data, action.style)],
      },
    };
  });
}

/** Buttons as they stand in a body: in rows of as many as clients show. */
export function buttonRows(actions: readonly ActionJson[]): Element[] {
  const rows: Element[] = [];
  for (let at = 0; at < actions.length; at += BUTTONS_IN_A_ROW) {
    rows.push({ type: 'ActionSet', actions: actions.slice(at, at + BUTTONS_IN_A_ROW) });
  }
  return rows;
}

/** Buttons below a card: as its own when they fit in one row, else as rows at the end of its body. */
export function place(actions: readonly ActionJson[]): { body: Element[]; actions?: ActionJson[] } {
  if (actions.length === 0) return { body: [] };
  return actions.length <= BUTTONS_IN_A_ROW
    ? { body: [], actions: [...actions] }
    : { body: buttonRows(actions) };
}

/** A button that sends: as an invoke where the client can, else as a message with the same data. */
export function execute(title: string, verb: string, data: object, style: Action['style']): ActionJson {
  const looks = { title: line(title, BUTTON_CHARACTERS), ...styleOf(style) };
  return {
    type: 'Action.Execute',
    ...looks,
    verb,
    data,
    fallback: { type: 'Action.Submit', ...looks, data },
  };
}

function styleOf(style: Action['style']): { style?: 'positive' | 'destructive' } {
  if (!style) return {};
  return { style: style === 'primary' ? 'positive' : 'destructive' };
}

/** 'Withdraw' in the middle of a sentence; 'SLE report' stays as it is. */
function lowerFirst(text: string): string {
  const [first = '', second = ''] = [...text];
  return second !== second.toLowerCase() ? text : first.toLowerCase() + text.slice(first.length);
}
