import {
  type AttachedFile,
  allElements,
  type Card,
  type CardElement,
  type SectionElement,
} from '../../src/chat/card.js';
import type { Handed } from './handedFiles.js';

/** The drawings of a card, each once. */
export function drawingsIn(card: Card): readonly string[] {
  return [
    ...new Set(allElements(card).flatMap(each => (each.type === 'image' && 'svg' in each ? each.svg : []))),
  ];
}

/** The files of a card. */
export function filesIn(card: Card): readonly AttachedFile[] {
  return allElements(card).filter(each => each.type === 'file');
}

/** A file as the bytes that are handed over. */
export function handed({ name, mediaType, text }: AttachedFile): Handed {
  return { name, mediaType, content: Buffer.from(text, 'utf8') };
}

/** The card with the text of each file that cannot be handed over in its place. */
export function spelledOut(card: Card, handedOver: (file: AttachedFile) => boolean): Card {
  if (filesIn(card).every(handedOver)) return card;
  const spell = (element: SectionElement): SectionElement[] =>
    element.type === 'file' && !handedOver(element)
      ? [
          { type: 'text', style: 'strong', text: element.name },
          { type: 'text', text: element.text },
        ]
      : [element];
  const body = card.body.flatMap((element): CardElement[] =>
    element.type === 'section' ? [{ ...element, body: element.body.flatMap(spell) }] : spell(element),
  );
  return { ...card, body };
}
