/** An identity provider as the desk sees it, and a page that remembers where it was sent. */
import type { PageAddress } from '../../../src/desk/page-address.js';
import type { SignInWay } from '../../../src/protocol/index.js';
import type { KeyValueStorage } from '../../../src/session/index.js';

export const way: SignInWay = {
  issuer: 'https://id.example',
  name: 'Example ID',
  clientId: 'desk',
  authorizationUrl: 'https://id.example/authorize?resource=segue',
  tokenUrl: 'https://id.example/token',
  scope: 'openid offline_access',
};

export const json = (body: unknown, status = 200): Response => new Response(JSON.stringify(body), { status });

export const formOf = ({ body }: RequestInit): URLSearchParams => new URLSearchParams(typeof body === 'string' ? body : '');

/** An ID token as far as a browser looks at it. */
export const idToken = (nonce: string): string => ['e30', btoa(JSON.stringify({ nonce })), 'sig'].join('.');

export class Page implements PageAddress {
  gone: URL | undefined;

  constructor(public href: string) {}

  go(url: string): void {
    this.gone = new URL(url);
  }
  replace(url: string): void {
    this.href = url;
  }
}

export class Kept implements KeyValueStorage {
  readonly values = new Map<string, string>();
  getItem = (key: string): string | null => this.values.get(key) ?? null;
  setItem = (key: string, value: string): void => void this.values.set(key, value);
  removeItem = (key: string): void => void this.values.delete(key);
}

const no = (): never => {
  throw new DOMException('no', 'SecurityError');
};
export const refusingStorage: KeyValueStorage = { getItem: no, setItem: no, removeItem: no };
