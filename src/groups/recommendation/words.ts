import type { Impact } from './progress.js';
import type { Resource } from './record.js';

export const RESOURCE_WORDS: Readonly<Record<Resource, string>> = {
  deployment: 'A leader’s days in a school (its head gets a request for support, to send or not)',
  network: 'A network of leaders in the subject',
  training: 'Training',
  none: 'Nothing beyond the owner’s time',
};

/** The same as it stands in a report, after "It needs:". */
export const NEEDS_WORDS: Readonly<Record<string, string>> = {
  deployment: 'a leader’s days in a school',
  network: 'a network of leaders in the subject',
  training: 'training',
};

export const IMPACT_WORDS: Readonly<Record<Impact, string>> = {
  lasted: 'It made the difference that was meant, and it lasts',
  partly: 'It made some difference',
  none: 'It made no difference that one can see',
  tooEarly: 'Too early to say',
};
