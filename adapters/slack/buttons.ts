import type { types } from '@slack/bolt';
import type { Action } from '../../src/chat/card.js';
import type { EntityRef } from '../../src/chat/entityRef.js';
import { BUTTON_TEXT, BUTTONS, CONFIRM_BUTTON, CONFIRM_TEXT, CONFIRM_TITLE } from './limits.js';
import { actionId, buttonValue } from './submission.js';
import { plain } from './text.js';

/** Numbers the actions of one message, so that no two ids are the same in it. */
export class Numbering {
  #next = 0;

  next(): number {
    return this.#next++;
  }
}

/** One action as a button, about its own entity or else the card's. */
export function button(action: Action, entity: EntityRef | undefined, numbering: Numbering): types.Button {
  return {
    type: 'button',
    action_id: actionId(action.verb, numbering.next()),
    text: plain(action.label, BUTTON_TEXT),
    value: buttonValue(action.entity ?? entity, action.values),
    ...(action.style && { style: action.style }),
    ...(action.confirm && { confirm: confirmation(action) }),
  };
}

/** Actions as blocks of at most `row` buttons, as many as it takes. */
export function buttonBlocks(
  actions: readonly Action[],
  entity: EntityRef | undefined,
  numbering: Numbering,
  row = BUTTONS,
): types.ActionsBlock[] {
  const blocks: types.ActionsBlock[] = [];
  for (let at = 0; at < actions.length; at += row) {
    const elements = actions.slice(at, at + row).map(action => button(action, entity, numbering));
    blocks.push({ type: 'actions', elements });
  }
  return blocks;
}

function confirmation(action: Action): types.ConfirmationDialog {
  return {
    title: plain(action.label, CONFIRM_TITLE),
    text: plain(action.confirm ?? '', CONFIRM_TEXT),
    confirm: plain('Yes, do it', CONFIRM_BUTTON),
    deny: plain('No', CONFIRM_BUTTON),
    ...(action.style && { style: action.style }),
  };
}
