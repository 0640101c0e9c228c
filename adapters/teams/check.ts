import { z } from 'zod';
import type { TeamsConfig } from '../../src/config.js';
import { isLoopback } from './serviceUrls.js';

/** One line of what `doctor` says. */
export interface Finding {
  readonly ok: boolean;
  /** Whether Convenor does not start, or does not work, because of it. */
  readonly serious: boolean;
  readonly says: string;
}

/** Where Microsoft's directory gives bots their tokens. */
const SIGN_IN = 'https://login.microsoftonline.com';

/** What a bot's token is for. */
const SCOPE = 'https://api.botframework.com/.default';

const PATIENCE_MS = 10_000;

const APP_ID = 'Copy the Application (client) ID of the app registration in the Entra admin centre.';
const TENANT = 'Copy the Directory (tenant) ID from the same page as the Application ID.';
const SECRET =
  'Make a new client secret under Certificates & secrets of the app registration, and copy its Value (not its Secret ID).';

/** What Entra says of a set-up, by its code, as a sentence that says what to do. */
const FAULTS: Readonly<Record<string, string>> = {
  AADSTS700016: `Entra knows no app with this MicrosoftAppId in this tenant. ${APP_ID}`,
  AADSTS900023: `MicrosoftAppTenantId is no tenant. ${TENANT}`,
  AADSTS90002: `Entra knows no tenant with this MicrosoftAppTenantId. ${TENANT}`,
  AADSTS7000215: `Entra does not accept MicrosoftAppPassword. ${SECRET}`,
  AADSTS7000222: `The client secret in MicrosoftAppPassword has expired. ${SECRET}`,
  AADSTS7000112:
    'The app registration is switched off. Switch it on in the Entra admin centre under Enterprise applications, Properties, Enabled for users to sign in.',
};

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const SignInFault = z.object({ error_description: z.string().optional(), error: z.string().optional() });

/**
 * Asks Microsoft everything that can be asked about the set-up, for `doctor`. Nothing is posted.
 *
 * @param host the address that the server listens on, as in HOST
 * @param signIn where Microsoft's directory answers; tests have one of their own
 */
export async function checkTeams(
  settings: TeamsConfig,
  host: string,
  signIn: string = SIGN_IN,
): Promise<Finding[]> {
  const { appId, appType, appPassword, tenantId } = settings;
  if (appId === '') {
    return isLoopback(host)
      ? [
          remark(
            'Teams runs without an identity, for Microsoft’s local test client only: set MicrosoftAppId for Teams itself.',
          ),
        ]
      : [
          fault(
            `Without MicrosoftAppId nobody’s identity is checked, and HOST is "${host}". Set MicrosoftAppId, or HOST=127.0.0.1. ${APP_ID}`,
          ),
        ];
  }
  const shape = [
    ...(GUID.test(appId)
      ? []
      : [fault(`MicrosoftAppId is not an id as 00000000-0000-0000-0000-000000000000. ${APP_ID}`)]),
    ...(tenantId === '' || GUID.test(tenantId)
      ? []
      : [fault(`MicrosoftAppTenantId is not an id as 00000000-0000-0000-0000-000000000000. ${TENANT}`)]),
    ...(GUID.test(appPassword)
      ? [fault(`MicrosoftAppPassword looks like the secret’s ID, not its value. ${SECRET}`)]
      : []),
  ];
  if (shape.length > 0) return shape;
  if (appType === 'UserAssignedMSI')
    return [remark('A managed identity signs in: whether it may is seen when the first message is sent.')];
  return [await askForToken(settings, signIn)];
}

async function askForToken({ appId, appPassword, tenantId }: TeamsConfig, signIn: string): Promise<Finding> {
  const tenant = tenantId === '' ? 'botframework.com' : tenantId;
  try {
    const answer = await fetch(`${signIn}/${encodeURIComponent(tenant)}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: appId,
        client_secret: appPassword,
        scope: SCOPE,
      }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (answer.ok) {
      await answer.arrayBuffer();
      return {
        ok: true,
        serious: false,
        says: 'Microsoft accepts the app’s id, tenant and secret: Convenor can write to Teams.',
      };
    }
    const said = SignInFault.safeParse(await answer.json().catch(() => ({})));
    const words = said.success ? (said.data.error_description ?? said.data.error ?? '') : '';
    const code = /AADSTS\d+/.exec(words)?.[0] ?? '';
    return fault(
      FAULTS[code] ??
        `Microsoft refused to sign Convenor in (${code || `status ${answer.status}`}). Check MicrosoftAppId, MicrosoftAppTenantId and MicrosoftAppPassword. ${SECRET}`,
    );
  } catch {
    return fault(`Microsoft’s sign-in could not be reached at ${signIn}. Check the network and any proxy.`);
  }
}

function fault(says: string): Finding {
  return { ok: false, serious: true, says };
}

function remark(says: string): Finding {
  return { ok: false, serious: false, says };
}
