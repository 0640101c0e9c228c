import { api } from './api.js';
import { Page } from './page.js';

/** Before the next attempt at opening, in ms. */
const PAUSE = 1_000;

const app = document.getElementById('app');
if (!app) throw new Error('The page has no place for the playground.');

for (;;) {
  try {
    new Page(app, await api.hello()).start();
    break;
  } catch (error) {
    app.textContent = `${error instanceof Error ? error.message : String(error)} Trying again…`;
    await new Promise(resolve => setTimeout(resolve, PAUSE));
  }
}
