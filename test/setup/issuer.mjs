/**
 * A real OpenID Connect provider in a process of its own: `node issuer.mjs PORT REDIRECT_URI TOKEN_SECONDS`.
 *
 * Whoever writes an e-mail address on its page is that person; it asks for no password, and knows one public client. Its
 * access tokens are JWTs signed with ES256. Knows nothing of the platform. Says `ready` when
 * it listens, and `granted` with the kind of each grant.
 */
import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { Provider } from 'oidc-provider';

const [port, redirectUri, tokenSeconds] = process.argv.slice(2);
const audience = 'urn:segue:platform';
const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });

const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [{
    client_id: 'segue-desk', token_endpoint_auth_method: 'none', redirect_uris: [redirectUri],
    grant_types: ['authorization_code', 'refresh_token'], response_types: ['code'], id_token_signed_response_alg: 'ES256',
  }],
  jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), kid: 'k1', alg: 'ES256', use: 'sig' }] },
  cookies: { keys: ['of this run'] },
  pkce: { required: () => true },
  clientBasedCORS: (_context, origin) => origin === new URL(redirectUri).origin,
  findAccount: (_context, accountId) => ({ accountId, claims: () => ({ sub: accountId }) }),
  extraTokenClaims: (_context, token) => ({ email: token.accountId }),
  issueRefreshToken: () => true,
  interactions: { url: (_context, { uid }) => `/login/${uid}` },
  loadExistingGrant: agreed,
  features: {
    devInteractions: { enabled: false },
    resourceIndicators: {
      enabled: true,
      useGrantedResource: () => true,
      getResourceServerInfo: () => ({ scope: '', audience, accessTokenTTL: Number(tokenSeconds), accessTokenFormat: 'jwt', jwt: { sign: { alg: 'ES256' } } }),
    },
  },
});

provider.on('grant.success', ({ oidc }) => console.log(`granted ${oidc.params.grant_type}`));

/** Nobody is asked whether the desk may know who they are. */
async function agreed({ oidc }) {
  const grant = new provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
  grant.addOIDCScope('openid');
  await grant.save();
  return grant;
}

const page = `<!doctype html><title>Sign in</title><form method="post">
  <label>E-mail <input name="email"></label><button>Sign in</button><button name="cancel" value="1">Cancel</button></form>`;

const callback = provider.callback();
createServer(async (request, response) => {
  if (!request.url.startsWith('/login/')) return callback(request, response);
  if (request.method !== 'POST') return response.setHeader('content-type', 'text/html').end(page);
  const form = new URLSearchParams(await text(request));
  const result = form.has('cancel') ? { error: 'access_denied' } : { login: { accountId: form.get('email') } };
  return provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}).listen(Number(port), '127.0.0.1', () => console.log('ready'));
