/** Hours at which a lead may be asked: before school, at dinner, after it (the default; DOMAIN 4.4), in the evening. */
export const PROMPT_TIMES = ['07:45', '12:15', '15:45', '17:00'] as const;
export type PromptTime = (typeof PROMPT_TIMES)[number];

export const DEFAULT_GROUP_PROMPT: PromptTime = '15:45';

/** The hours in words. */
export const PROMPT_TIME_WORDS: Readonly<Record<PromptTime, string>> = {
  '07:45': '7.45 am, before school',
  '12:15': '12.15 pm, at dinner time',
  '15:45': '3.45 pm, after school',
  '17:00': '5 pm',
};
