import { expect, onTestFinished, test } from 'vitest';
import { TeamsSetupError } from '../../../adapters/teams/transport.js';
import { readConfig } from '../../../src/config.js';
import { startConvenor } from '../../../src/main.js';
import { ConnectorServer } from '../../fakes/connectorServer.js';
import { withDatabase } from '../../fakes/database.js';

const log = { info() {}, warn() {}, error() {} };

test('with an empty app id Microsoft’s local test client can talk to it, on this machine only', async () => {
  const { url } = await withDatabase('sqlite');
  const settings = { DATABASE_URL: url, PORT: '0', MicrosoftAppId: '', CONVENOR_WEB: 'off' };
  await expect(startConvenor(readConfig({ ...settings, HOST: '0.0.0.0' }), { log })).rejects.toThrow(
    TeamsSetupError,
  );
  const client = await ConnectorServer.start();
  const convenor = await startConvenor(readConfig(settings), { log });
  onTestFinished(async () => {
    await convenor.stop();
    await client.close();
  });
  const { status } = await fetch(`${convenor.address}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      type: 'message',
      id: '1',
      channelId: 'msteams',
      serviceUrl: client.url,
      from: { id: '29:x', name: 'Alex', aadObjectId: '00000000-0000-0000-0000-000000000020' },
      recipient: { id: '28:bot', name: 'Convenor' },
      conversation: { id: 'personal-chat', conversationType: 'personal' },
      text: 'help',
    }),
  });
  expect(status).toBe(200);
  const [answer] = client.in('personal-chat');
  expect(answer?.activity.text).toContain('whose account this is');
});
