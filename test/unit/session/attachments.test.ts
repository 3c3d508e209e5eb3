import { describe, expect, it } from 'vitest';
import { attachments, type Upload, type UploadState } from '../../../src/session/index.js';
import { manualClock } from '../../../src/testing/index.js';
import type { PostedFile } from '../../../src/session/post-file.js';
import { fixedTokens } from './harness.js';

const kept = { attachmentId: 'f_1', name: 'a.png', type: 'image/png', size: 4, sha256: 'aa', expiresAt: '2026-01-01T00:00:00.000Z' };
const file = (name = 'a.png', type = 'image/png') => Object.assign(new Blob(['1234'], { type }), { name });

/** Uploads whose answers the test gives, one after the other. */
function desk() {
  const clock = manualClock();
  const tokens = fixedTokens();
  const posted: (PostedFile & { readonly answer: (body: unknown) => void })[] = [];
  const states: UploadState[] = [];
  const stopped: number[] = [];
  const wake = new Set<() => void>();
  const made = attachments({
    platform: 'https://platform.test', tokens, clock,
    network: (hint) => {
      wake.add(hint);
      return () => wake.delete(hint);
    },
    post: (it) =>
      new Promise((resolve) => {
        const at = posted.length;
        posted.push({ ...it, answer: (body) => resolve(body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body)) });
        it.stoppable(() => {
          stopped.push(at);
          resolve(undefined);
        });
      }),
  });
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  };
  const attach = async (it = file()): Promise<Upload> => {
    const upload = made.attach('c_1', it, ({ state }) => states.push(state));
    await settle();
    return upload;
  };
  const answer = async (body: unknown): Promise<void> => {
    posted.at(-1)?.answer(body);
    await settle();
  };
  return { clock, tokens, posted, states, stopped, wake, attach, answer, settle };
}

const refusal = (code: string, retryAfterMs?: number) => ({ code, message: 'No.', ...(retryAfterMs === undefined ? {} : { retryAfterMs }) });

describe('an upload', () => {
  it('sends the file under its name and type, tells how much has gone, and is kept', async () => {
    const { posted, states, attach, answer } = desk();
    const upload = await attach(file('Größe\n1.png'));
    expect(posted[0]).toMatchObject({
      url: 'https://platform.test/api/v2/contacts/c_1/attachments',
      headers: { 'authorization': 'Bearer token-1', 'content-type': 'image/png', 'x-file-name': 'Gr%C3%B6%C3%9Fe%0A1.png' },
    });
    posted[0]?.progress(2);
    // A browser counts what is around the file too.
    posted[0]?.progress(9);
    await answer(kept);
    expect(states).toEqual([{ kind: 'sending', sent: 2 }, { kind: 'sending', sent: 4 }, { kind: 'kept', attachment: kept }]);
    expect([upload.name, upload.size, upload.state.kind]).toEqual(['Größe\n1.png', 4, 'kept']);
  });

  it.each([
    ['a lone half', '\uD83Dx.png', 'x.png'],
    ['a lone other half', 'x\uDE00.png', 'x.png'],
    ['both', '😀.png', '%F0%9F%98%80.png'],
  ])('encodes names with %s of a character', async (_what, name, encoded) => {
    const { posted, attach } = desk();
    await attach(file(name, ''));
    expect(posted[0]?.headers).toMatchObject({ 'x-file-name': encoded, 'content-type': 'application/octet-stream' });
  });

  it.each(['file-too-large', 'file-type-refused', 'not-your-contact', 'too-many-files'] as const)('fails at once when refused: %s', async (code) => {
    const { posted, states, attach, answer } = desk();
    await attach();
    await answer(refusal(code));
    expect(states).toEqual([{ kind: 'failed', code }]);
    expect(posted).toHaveLength(1);
  });

  it('brings a fresh token where its own was stale, once', async () => {
    const { posted, tokens, states, attach, answer } = desk();
    await attach();
    await answer(refusal('token-expired'));
    expect(tokens.asked).toEqual([false, true]);
    expect(posted[1]?.headers).toMatchObject({ authorization: 'Bearer token-2' });
    await answer(refusal('token-expired'));
    expect(states).toEqual([{ kind: 'failed', code: 'token-expired' }]);
  });

  it('goes on by itself when the network is back', async () => {
    const { posted, states, wake, attach, answer, settle } = desk();
    const upload = await attach();
    await answer(undefined);
    expect(upload.state).toEqual({ kind: 'waiting' });
    for (const hint of [...wake]) hint();
    await settle();
    expect([posted.length, wake.size]).toEqual([2, 0]);
    await answer(kept);
    expect(states.map(({ kind }) => kind)).toEqual(['waiting', 'sending', 'kept']);
  });

  it('tries by and by, and in the end leaves it to the person', async () => {
    const { clock, posted, attach, answer } = desk();
    const upload = await attach();
    for (const ms of [2_000, 4_000, 8_000, 16_000, 32_000]) {
      await answer('a proxy’s page');
      expect(upload.state).toEqual({ kind: 'waiting' });
      await clock.run(ms - 1);
      expect(upload.state).toEqual({ kind: 'waiting' });
      await clock.run(1);
    }
    await answer(undefined);
    expect([posted.length, upload.state]).toEqual([6, { kind: 'failed', code: 'unreachable' }]);
    upload.retry();
    expect(upload.state).toEqual({ kind: 'sending', sent: 0 });
  });

  it('waits as long as the platform says', async () => {
    const { clock, posted, attach, answer } = desk();
    await attach();
    await answer(refusal('rate-limited', 700));
    await clock.run(699);
    expect(posted).toHaveLength(1);
    await clock.run(1);
    expect(posted).toHaveLength(2);
  });

  it.each(['sending', 'waiting', 'failed', 'kept'] as const)('is given up for good while %s', async (kind) => {
    const { clock, posted, states, stopped, wake, attach, answer, settle } = desk();
    const upload = await attach();
    if (kind === 'waiting') await answer(undefined);
    if (kind === 'failed') await answer(refusal('file-too-large'));
    if (kind === 'kept') await answer(kept);
    expect(upload.state.kind).toBe(kind);
    upload.cancel();
    expect(stopped).toEqual(kind === 'sending' ? [0] : []);
    upload.retry();
    await clock.run(3_600_000);
    await settle();
    expect([upload.state, states.at(-1), posted.length, wake.size]).toEqual([{ kind: 'cancelled' }, { kind: 'cancelled' }, 1, 0]);
  });
});

describe('a link', () => {
  const asked = (body: unknown) => {
    const tokens = fixedTokens();
    const made = attachments({ platform: 'https://platform.test', tokens, fetch: () => Promise.resolve(new Response(JSON.stringify(body))) });
    return made.link('c_1', 'f_1');
  };

  it('is absolute', async () => {
    const expiresAt = '2026-01-01T00:00:00.000Z';
    expect(await asked({ url: '/attachments/f_1?x', pictureUrl: '/attachments/f_1?y', expiresAt })).toEqual({ url: 'https://platform.test/attachments/f_1?x', pictureUrl: 'https://platform.test/attachments/f_1?y', expiresAt });
    expect(await asked({ url: '/attachments/f_1?x', expiresAt })).toEqual({ url: 'https://platform.test/attachments/f_1?x', expiresAt });
  });

  it('is refused with its code', async () => {
    await expect(asked(refusal('file-gone'))).rejects.toMatchObject({ code: 'file-gone' });
    await expect(asked('nonsense')).rejects.toMatchObject({ code: 'unreachable' });
  });
});
