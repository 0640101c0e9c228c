import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Authority } from '../../../adapters/teams/transport.js';

export const APP_ID = '11111111-1111-4111-8111-111111111111';

interface Claims {
  readonly aud?: string;
  readonly iss?: string;
  readonly serviceurl?: string;
  /** Seconds from now. */
  readonly expiresIn?: number;
}

/** Signs tokens as Microsoft's Bot Connector does, and publishes the key, on the loopback address. */
export class TestAuthority {
  readonly issuer = 'https://api.botframework.example';
  private readonly privateKey: KeyObject;
  private readonly http;

  private constructor() {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    this.privateKey = privateKey;
    const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'test', use: 'sig', alg: 'RS256' };
    this.http = createServer((request, response) => {
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify(
          request.url === '/keys' ? { keys: [jwk] } : { issuer: this.issuer, jwks_uri: `${this.url}/keys` },
        ),
      );
    });
  }

  static async start(): Promise<TestAuthority> {
    const authority = new TestAuthority();
    await new Promise<void>(resolve => authority.http.listen(0, '127.0.0.1', resolve));
    return authority;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.http.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.http.closeAllConnections();
    await new Promise(resolve => this.http.close(resolve));
  }

  /** What the transport takes in place of Microsoft's own places of trust. */
  get trust(): Authority {
    return {
      ToBotFromChannelOpenIdMetadataUrl: `${this.url}/openid`,
      ToBotFromChannelTokenIssuer: this.issuer,
      ToBotFromEmulatorOpenIdMetadataUrl: `${this.url}/emulator`,
      ToChannelFromBotLoginUrl: `${this.url}/login`,
      ToChannelFromBotOAuthScope: 'https://api.botframework.example',
      OAuthUrl: this.url,
      ValidateAuthority: true,
      outboundToken: async () => 'the-bot',
    };
  }

  token(serviceUrl: string, claims: Claims = {}): string {
    const { expiresIn = 600, ...rest } = claims;
    const now = Math.floor(Date.now() / 1_000);
    const payload = {
      aud: APP_ID,
      iss: this.issuer,
      serviceurl: serviceUrl,
      nbf: now - 7_200,
      exp: now + expiresIn,
      ...rest,
    };
    const body = [{ typ: 'JWT', alg: 'RS256', kid: 'test' }, payload]
      .map(part => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    return `${body}.${createSign('RSA-SHA256').update(body).sign(this.privateKey).toString('base64url')}`;
  }
}
