import { expect } from 'vitest';
import type { Player } from './player.js';
import type { Program } from './program.js';

/** Sudden deaths of the program while somebody plays in its page. */
export class Deaths {
  private readonly program: Program;
  private readonly player: Player;

  constructor(program: Program, player: Player) {
    this.program = program;
    this.player = player;
  }

  /** Kills the program around the next thing that is sent, and starts it again; the page sends it once more. */
  async around(when: 'before' | 'amid' | 'after'): Promise<void> {
    const { program } = this;
    await this.player.page.route(
      '**/web/act',
      async route => {
        if (when === 'before') await program.kill();
        const sent = route.fetch().catch(() => null);
        if (when === 'after') expect((await sent)?.status()).toBe(200);
        await program.kill();
        await sent;
        await route.abort('connectionreset');
        await program.restart();
      },
      { times: 1 },
    );
  }

  /** Kills the program while nothing is sent; the page says so, and is itself again when the program is. */
  async between(): Promise<void> {
    const banner = this.player.page.getByText('This page comes back by itself');
    await this.program.kill();
    await banner.waitFor();
    await this.program.restart();
    await banner.waitFor({ state: 'hidden' });
  }
}
