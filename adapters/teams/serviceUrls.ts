/** Names of this machine that only this machine can be reached by. */
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\]|::1)$/i;

/** Where Microsoft's Bot Connector for Teams answers. Not all of trafficmanager.net: anybody can have a name there. */
const MICROSOFT =
  /^(smba\.trafficmanager\.net|([a-z0-9-]+\.)*botframework\.com|([a-z0-9-]+\.)*teams\.microsoft\.com)$/;

/** The Connector's address for the whole world, for a channel of which no activity has told a nearer one. */
export const GLOBAL_SERVICE_URL = 'https://smba.trafficmanager.net/teams/';

/** Whether a host, as in HOST, is this machine's own. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.test(host);
}

/** Addresses whose answer is remembered: a tenant has one or two. */
const REMEMBERED = 100;

/**
 * Whether Convenor may send its token and its messages to a service URL that an activity named: Microsoft's own
 * over https, or one that begins with an address of the list.
 *
 * @param allowed more addresses, as in CONVENOR_TEAMS_SERVICE_URLS
 * @param local true where Microsoft's local test client may call: this machine's addresses over http as well
 */
export function allowing(allowed: readonly string[], local: boolean): (serviceUrl: string) => boolean {
  const known = new Map<string, boolean>();
  return serviceUrl => {
    const before = known.get(serviceUrl);
    if (before !== undefined) return before;
    const answer = isAllowed(serviceUrl, allowed, local);
    if (known.size >= REMEMBERED) known.clear();
    known.set(serviceUrl, answer);
    return answer;
  };
}

function isAllowed(serviceUrl: string, allowed: readonly string[], local: boolean): boolean {
  if (!URL.canParse(serviceUrl)) return false;
  const url = new URL(serviceUrl);
  if (url.username !== '' || url.password !== '') return false;
  if (local && url.protocol === 'http:' && isLoopback(url.hostname)) return true;
  if (allowed.some(each => begins(url, each))) return true;
  return url.protocol === 'https:' && (url.port === '' || url.port === '443') && MICROSOFT.test(url.hostname);
}

function begins(url: URL, allowed: string): boolean {
  if (!URL.canParse(allowed)) return false;
  const base = new URL(allowed);
  const folder = base.pathname.endsWith('/') ? base.pathname : `${base.pathname}/`;
  return url.origin === base.origin && `${url.pathname}/`.startsWith(folder);
}
