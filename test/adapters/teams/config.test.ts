import { expect, test } from 'vitest';
import { readConfig } from '../../../src/config.js';

const TENANT = 'aaaaaaaa-0000-4000-8000-000000000001';
const OTHER = 'bbbbbbbb-0000-4000-8000-000000000002';
const APP = { MicrosoftAppId: '11111111-1111-4111-8111-111111111111', MicrosoftAppPassword: 'secret' };

test('Teams is set up with Microsoft’s own names, for one tenant unless told', () => {
  expect(readConfig({ ...APP, MicrosoftAppTenantId: TENANT }).teams).toEqual({
    appId: APP.MicrosoftAppId,
    appPassword: 'secret',
    appType: 'SingleTenant',
    tenantId: TENANT,
    allowedTenants: [],
    serviceUrls: [],
  });
  const several = readConfig({
    ...APP,
    MicrosoftAppType: 'MultiTenant',
    CONVENOR_TEAMS_TENANTS: `${TENANT}, ${OTHER},`,
    CONVENOR_TEAMS_SERVICE_URLS: 'https://proxy.example/teams',
  });
  expect(several.teams).toMatchObject({
    allowedTenants: [TENANT, OTHER],
    serviceUrls: ['https://proxy.example/teams'],
  });
  expect(readConfig({ MicrosoftAppId: '' })).toMatchObject({ web: false, teams: { appId: '' } });
  expect(readConfig({}).teams).toBeNull();
});

test.each([
  [{ MicrosoftAppId: APP.MicrosoftAppId }, 'MicrosoftAppPassword'],
  [APP, 'MicrosoftAppTenantId'],
  [{ MicrosoftAppTenantId: TENANT }, 'MicrosoftAppId'],
])('%o is refused, with the setting named', (environment, setting) => {
  expect(() => readConfig(environment)).toThrow(setting);
});
