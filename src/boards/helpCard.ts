import type { Card } from '../chat/card.js';

/** What can be said to a board, with an example each. The name of the board is the short one of /board list. */
export function helpCard(): Card {
  const facts = [
    ['/board slspg', 'The board: chair, seats, next meeting, what waits for its agenda'],
    ['/board slspg agenda', 'The next agenda, as it stands today'],
    ['/board slspg agenda 2027-02-10', 'The pack of that day’s meeting; or plan one'],
    ['/board slspg next', 'Days on which it could meet'],
    ['/board slspg raise "Place planning in Selby"', 'Something for part A'],
    ['/board slspg raise "…" part:B', 'Something that only members see'],
    [
      '/board slspg action @Ann Able "Write to all heads" due:2027-03-01',
      'An action, chased until it is done',
    ],
    ['/board slspg decide "The next issue is SEMH"', 'A decision, with a reference to cite'],
    ['/board primary-ip paper "…"', 'Your board’s report for the board above'],
    ['/board ecg discuss "SEMH in rural primaries" from:BD-2027-0004', 'A discussion with experts'],
    ['/board si pack 2026-27 HT2', 'The figures of a half term, to read and to take away'],
    ['/board si seats', 'Who sits, for whom, until when'],
    ['/board si representation', 'Whom the seats speak for'],
    ['/board si actions', 'What is to be done, and what has been'],
    ['/board BD-2027-0004', 'One decision, meeting, action or discussion by its reference'],
    ['/board slspg partb', 'Part B, for members'],
  ] as const;
  return {
    title: 'What you can say to a board',
    body: [{ type: 'facts', facts: facts.map(([label, value]) => ({ label, value })) }],
    actions: [],
  };
}
