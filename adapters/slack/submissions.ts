import type { types, ViewSubmitAction, webApi } from '@slack/bolt';
import { type Answer, refused } from '../../src/chat/answer.js';
import type { FormValues } from '../../src/chat/form.js';
import type { Router } from '../../src/chat/router.js';
import type { Base } from './actor.js';
import { type Answering, openSource } from './answering.js';
import type { SlackLog } from './log.js';
import type { Media } from './media.js';
import { type FormData, interactionKey, readFormMetadata } from './submission.js';
import { readValues, type ViewState } from './values.js';
import { cardView, loadingView, pinnedErrors, renderForm, sentenceView } from './views.js';
import { within } from './within.js';

/** What goes back on the request of a sent form. */
export type Acknowledgement =
  | { readonly response_action: 'errors'; readonly errors: Record<string, string> }
  | { readonly response_action: 'update'; readonly view: types.ModalView };

interface Parts {
  readonly client: webApi.WebClient;
  readonly router: Router;
  readonly answering: Answering;
  readonly log: SlackLog;
  readonly submitWithinMs: number;
}

const LOST = 'This form can no longer be read: Convenor has changed since it was opened. Open it again.';

const FAILED =
  'That did not work, and nothing was lost. Send it again; if it fails again, tell whoever runs Convenor.';

/** Takes sent forms: errors at their fields, else the answer in the form's place or where it was opened. */
export class Submissions {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async sent(
    body: ViewSubmitAction,
    base: Base,
    ack: (response?: Acknowledgement) => Promise<void>,
  ): Promise<void> {
    const data = readFormMetadata(body.view.private_metadata);
    const values = readValues(body.view.state.values as ViewState);
    if (!data) return ack({ response_action: 'update', view: sentenceView(LOST) });
    const { answering } = this.#parts;
    const work = this.#ask(body, base, data, values).then(async answer => ({
      answer,
      media: await answering.mediaOf(answer),
    }));
    const soon = await within(work, this.#parts.submitWithinMs);
    if (soon) {
      const { answer, media } = soon.value;
      const view = this.#view(answer, data, values, media);
      await ack(this.#acknowledgement(answer, view));
      if (view === null) await this.#tell(body, data, answer, media);
      else await this.#share(body, answer);
      return;
    }
    await ack({ response_action: 'update', view: loadingView() });
    const { answer, media } = await work;
    const view = this.#view(answer, data, values, media) ?? sentenceView('Done.');
    await this.#parts.client.views.update({ view_id: body.view.id, view });
    await this.#share(body, answer);
  }

  async #share(body: ViewSubmitAction, answer: Answer): Promise<void> {
    if ('card' in answer && answer.card)
      await this.#parts.answering.shareFiles({ user: body.user.id }, answer.card);
  }

  async #ask(body: ViewSubmitAction, base: Base, data: FormData, values: FormValues): Promise<Answer> {
    if ('refused' in base) return refused(base.refused);
    const { verb, entity, values: fixed } = data;
    try {
      return await this.#parts.router({
        type: 'action',
        ...base,
        key: interactionKey('view', body.user.id, body.view.id, body.view.hash ?? ''),
        verb,
        ...(entity && { entity }),
        // A field wins over a fixed value of its name: the person saw it.
        values: { ...fixed, ...values },
        submitted: true,
      });
    } catch (error) {
      this.#parts.log.error({ err: error }, 'a sent form failed');
      return refused(FAILED);
    }
  }

  /** What takes the form's place; null when the answer is said where the form was opened, and the form closes. */
  #view(answer: Answer, data: FormData, values: FormValues, media: Media): types.ModalView | null {
    const { replyTo } = data;
    const again = replyTo ? { replyTo } : {};
    switch (answer.type) {
      case 'fieldErrors':
        return renderForm(answer.form, {
          errors: answer.errors,
          typed: values,
          ...again,
          ...(data.opened && { opened: data.opened }),
        });
      case 'form':
        return renderForm(answer.form, again);
      case 'card':
        return cardView(answer.card, { ...openSource(answer.card), media });
      case 'notice': {
        if (answer.tone !== 'refused' && replyTo) return null;
        const text = answer.tone === 'refused' ? `⚠️ ${answer.text}` : answer.text;
        return answer.card
          ? cardView(answer.card, { notice: text, ...openSource(answer.card), media })
          : sentenceView(text);
      }
    }
  }

  #acknowledgement(answer: Answer, view: types.ModalView | null): Acknowledgement | undefined {
    const pinned = answer.type === 'fieldErrors' ? pinnedErrors(answer.form, answer.errors) : null;
    if (pinned) return { response_action: 'errors', errors: pinned };
    return view ? { response_action: 'update', view } : undefined;
  }

  async #tell(body: ViewSubmitAction, data: FormData, answer: Answer, media: Media): Promise<void> {
    const { verb, entity, replyTo } = data;
    await this.#parts.answering.show(
      {
        user: body.user.id,
        responseUrl: replyTo?.responseUrl,
        replace: replyTo?.replace ?? false,
        source: { type: 'action', verb, ...(entity && { entity }) },
      },
      answer,
      media,
    );
  }
}
