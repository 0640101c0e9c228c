import { renderForm } from '../../adapters/adaptiveCards/form.js';
import type { Media } from '../../adapters/adaptiveCards/media.js';
import { cardPages, renderPage } from '../../adapters/adaptiveCards/pages.js';
import { byteLength, MAX_BYTES } from '../../adapters/adaptiveCards/size.js';
import { saidSentence } from '../../adapters/slack/answering.js';
import { renderCard as renderBlocks } from '../../adapters/slack/card.js';
import { MESSAGE } from '../../adapters/slack/limits.js';
import type { Media as SlackMedia } from '../../adapters/slack/media.js';
import { MORE } from '../../adapters/slack/submission.js';
import { cardView, homeView, renderForm as renderView } from '../../adapters/slack/views.js';
import { reopening, message as teamsMessage } from '../../adapters/teams/answers.js';
import type { Card } from '../../src/chat/card.js';
import type { Form } from '../../src/chat/form.js';
import { parserWarnings } from '../adapters/adaptiveCards/parser.js';
import { messageProblems, viewProblems } from '../adapters/slack/conformance.js';
import type { Message } from './messages.js';

/** Pictures and files as if they had been handed over, without what changes from machine to machine. */
const TEAMS_MEDIA: Media = {
  picture: () => 'data:image/png;base64,AAAA',
  link: file => `https://convenor.example/files/${file.name}`,
};
const SLACK_MEDIA: SlackMedia = {
  picture: () => ({ slack_file: { id: 'F1' } }),
  file: () => ({ type: 'beside', where: 'in the thread of this message' }),
  fresh: false,
  pictures: true,
};

export interface Payloads {
  readonly slack: unknown;
  readonly teams: unknown;
}

/** A message as each platform gets it, page 1 of what is long. */
export function payloadsOf(message: Message): Payloads {
  switch (message.type) {
    case 'card':
      return { slack: slackCards(message.card)[0], teams: teamsCards(message.card)[0] };
    case 'form':
      return {
        slack: renderView(message.form),
        teams: teamsForm(message.form),
      };
    case 'notice':
      return {
        slack: saidSentence(message.text).text,
        teams: teamsMessage({ text: message.text }).text,
      };
  }
}

/** What either platform would have against a message, on all its pages and as a view; empty when it is content. */
export function problemsOf(message: Message): readonly string[] {
  switch (message.type) {
    case 'card': {
      const [posted, ...views] = slackCards(message.card);
      return [
        ...named('Slack', messageProblems(posted)),
        ...[...views, homeView(message.card, SLACK_MEDIA)].flatMap(each =>
          named('Slack view', viewProblems(each)),
        ),
        ...teamsCards(message.card).flatMap(each => named('Teams', teamsProblems(each))),
      ];
    }
    case 'form':
      return [
        ...named('Slack', viewProblems(renderView(message.form))),
        ...named('Teams', teamsProblems(teamsForm(message.form))),
        ...named('The page', teamsProblems(renderForm(message.form, { titled: true }))),
      ];
    case 'notice': {
      const { text } = message;
      const long = text.length > 500 ? [`${text.length} characters on a lock screen`] : [];
      const markup = /<[!@#]/.test(saidSentence(text).text) ? ['a mention'] : [];
      return [...(text.trim() === '' ? ['nothing'] : []), ...long, ...markup];
    }
  }
}

/** As posted, and as the views that show the rest of it. */
function slackCards(card: Card): readonly unknown[] {
  const source = { type: 'command', text: '/me' } as const;
  const posted = renderBlocks(card, { room: MESSAGE, source, media: SLACK_MEDIA });
  if (!JSON.stringify(posted).includes(MORE)) return [posted];
  const view = (page: number) => cardView(card, { source, page, media: SLACK_MEDIA });
  const [, count = '1'] = /Part 1 of (\d+)\./.exec(JSON.stringify(view(0))) ?? [];
  return [posted, ...Array.from({ length: Number(count) }, (_, page) => view(page))];
}

function teamsCards(card: Card) {
  return cardPages(card, TEAMS_MEDIA).map((_, page) => renderPage(card, page, { text: 'me' }, TEAMS_MEDIA));
}

function teamsForm(form: Form) {
  return renderForm(form, { titled: true, search: reopening(form) });
}

function teamsProblems(json: Parameters<typeof parserWarnings>[0]): readonly string[] {
  const size = byteLength(json);
  return [...parserWarnings(json), ...(size > MAX_BYTES ? [`${size} bytes are too many`] : [])];
}

function named(platform: string, problems: readonly string[]): readonly string[] {
  return problems.map(each => `${platform}: ${each}`);
}
