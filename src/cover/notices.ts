import { formatDate } from '../calendar/localDate.js';
import type { NoticeSpec } from '../workflow/process.js';
import type { CoverNotice, CoverRecord } from './record.js';
import { see } from './visibility.js';

/** What is said. The sentences show on lock screens, so they name nobody; the card below them does. */
export const coverNotices: Readonly<Record<CoverNotice, NoticeSpec<CoverRecord>>> = {
  named: {
    // Something may wait already, for which the one who is away was asked.
    urgency: 'urgent',
    text: (record, viewer) => {
      const { from, to, state } = see(record, viewer);
      return state === 'active' && from && to
        ? `You have been named as a colleague's deputy from ${formatDate(from)} until ${formatDate(to)}. The card says for whom; /me shows what waits.`
        : 'A cover for a colleague is over. Nothing is needed from you.';
    },
  },
  changed: {
    urgency: 'routine',
    text: (record, viewer) => {
      const { to } = see(record, viewer);
      return to
        ? `You now act as a colleague's deputy until ${formatDate(to)}.`
        : 'A cover that you were in has changed.';
    },
  },
  over: {
    urgency: 'routine',
    text: (record, viewer) =>
      see(record, viewer).roles.includes('person')
        ? 'Nobody acts for you any more. /me shows what waits on you.'
        : "You are no longer a colleague's deputy. Nothing more is needed from you.",
  },
};
