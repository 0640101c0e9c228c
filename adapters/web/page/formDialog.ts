import type { AnswerView } from '../wire.js';
import { drawCard } from './cards.js';
import { button, h } from './dom.js';

type FormView = AnswerView & { type: 'form' };

/** What becomes of what was sent: another form (with errors), or nothing more to ask. */
export type Submitted = FormView | null;

/**
 * A form as a dialog: the browser keeps the focus in it and closes it on Escape. Errors come at their fields,
 * from the card before anything is sent, and from the server afterwards.
 */
export function openForm(first: FormView, submit: (data: unknown) => Promise<Submitted>): void {
  const opener = document.activeElement;
  const title = h('h2', { id: 'form-title' });
  const body = h('div', { class: 'dialog-body' });
  const said = h('p', { class: 'dialog-said', attributes: { role: 'alert' } });
  const cancel = button('Cancel', () => dialog.close(), { class: 'quiet' });
  const dialog = h(
    'dialog',
    { class: 'form-dialog', attributes: { 'aria-labelledby': title.id } },
    h('header', {}, title, cancel),
    said,
    body,
  );
  let sending = false;

  function say(text: string, wrong: boolean): void {
    said.textContent = text;
    said.classList.toggle('wrong', wrong);
  }

  async function send(data: unknown): Promise<void> {
    if (sending) return;
    sending = true;
    body.inert = true;
    dialog.setAttribute('aria-busy', 'true');
    say('Sending…', false);
    try {
      const next = await submit(data);
      if (next) show(next);
      else dialog.close();
    } catch (error) {
      say(error instanceof Error ? error.message : String(error), true);
    } finally {
      sending = false;
      body.inert = false;
      dialog.removeAttribute('aria-busy');
      if (dialog.open && said.textContent !== 'Sending…') focusFirstWrong();
    }
  }

  function show(form: FormView): void {
    title.textContent = form.title;
    body.replaceChildren(drawCard(form.card, form.title, data => void send(data)));
    const wrong = form.wrong.length > 0;
    say(wrong ? 'Not sent yet. What to change stands in red below.' : '', wrong);
    body.scrollTop = 0;
  }

  function focusFirstWrong(): void {
    const wrong = body.querySelector<HTMLElement>('[aria-invalid=true]');
    const target = wrong?.matches('[role]') ? wrong.querySelector<HTMLElement>('input') : wrong;
    (target ?? body.querySelector<HTMLElement>('input, select, textarea'))?.focus();
  }

  dialog.addEventListener('close', () => {
    dialog.remove();
    if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
  });
  show(first);
  document.body.append(dialog);
  dialog.showModal();
  body.querySelector<HTMLElement>('input, select, textarea')?.focus();
}
