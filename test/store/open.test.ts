import { expect, test } from 'vitest';
import { eachStore } from '../fakes/database.js';

eachStore('the store', open => {
  test('a transaction is all or nothing', async () => {
    const store = await open();
    const authority = { code: '301', name: 'Barking and Dagenham' };
    await expect(
      store.transaction(async tx => {
        await tx.localAuthority.create({ data: authority });
        throw new Error('second thoughts');
      }),
    ).rejects.toThrow('second thoughts');
    expect(await store.db.localAuthority.count()).toBe(0);
    await store.transaction(tx => tx.localAuthority.create({ data: authority }));
    expect(await store.db.localAuthority.findMany()).toEqual([authority]);
  });
});
