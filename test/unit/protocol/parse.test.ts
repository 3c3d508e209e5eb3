import { describe, expect, it } from 'vitest';
import {
  clientFrameSchemas, limits, parseClientFrame, parseHello, parsePlatformFrame, platformFrameSchemas, readEvent,
  type ClientFrame, type ClientFrameType, type Hello, type Parsed, type PlatformFrame, type PlatformFrameType,
} from '../../../src/protocol/index.js';
import { agentPresence, agentWelcome, contactSnapshot, customerWelcome, eventFrame, messageFrame, upgradeFrame, videoManifest } from '../../../src/testing/index.js';

type ClientExamples = { readonly [T in ClientFrameType]: readonly Extract<ClientFrame, { type: T }>[] };
type PlatformExamples = { readonly [T in PlatformFrameType]: readonly Extract<PlatformFrame, { type: T }>[] };

const id = 'f_1';
const contactId = 'c_1';
const upgradeId = 'u_1';
const callId = 'v_1';
const at = '2026-01-01T12:00:00.000Z';
const address = { callId, attempt: 0, generation: 0, n: 1 } as const;

/** Valid frames of every type: with everything, and with no more than is needed. */
const fromClients: ClientExamples = {
  'message.send': [{ type: 'message.send', id, contactId, text: 'x' }, { type: 'message.send', id, contactId, text: 'x'.repeat(limits.textLength) }],
  'upgrade.request': [{ type: 'upgrade.request', id, contactId, manifest: videoManifest }],
  'upgrade.answer': [{ type: 'upgrade.answer', id, contactId, upgradeId, accepted: true, manifest: videoManifest }, { type: 'upgrade.answer', id, contactId, upgradeId, accepted: false }],
  'upgrade.capture': [{ type: 'upgrade.capture', id, contactId, upgradeId, outcome: 'no-device', missing: 'camera' }, { type: 'upgrade.capture', id, contactId, upgradeId, outcome: 'ready' }],
  'upgrade.cancel': [{ type: 'upgrade.cancel', id, contactId, upgradeId }],
  'call.end': [{ type: 'call.end', id, contactId, callId }],
  'call.report': [
    { type: 'call.report', id, contactId, callId, state: 'live', firstFrameMs: 812.5 },
    { type: 'call.report', id, contactId, callId, state: 'failed', cause: 'ice-failed' },
    { type: 'call.report', id, contactId, callId, state: 'interrupted' },
    { type: 'call.report', id, contactId, callId, state: 'live', firstFrameMs: 812.5, marks: { granted: 80, frame: 812.5 } },
  ],
  'call.summary': [
    { type: 'call.summary', id, contactId, callId, summary: { freezes: 0, restarts: 0, rebuilds: 0, audioOnlyMs: 0 } },
    {
      type: 'call.summary', id, contactId, callId,
      summary: {
        mosAvg: 4.2, mosMin: 3.1, rttMsAvg: 41.5, lossAvg: 0.4, jitterMsAvg: 7, inKbpsAvg: 1_240, outKbpsAvg: 980, freezes: 2, restarts: 1, rebuilds: 0, audioOnlyMs: 12_000,
        relayProtocol: 'tls', localCandidate: 'relay', remoteCandidate: 'prflx',
        marks: { granted: 80, engine: 95, accepted: 110, turn: 130, bound: 2_140, offer: 2_160, answer: 2_300, ice: 2_410, dtls: 2_450, frame: 2_600 },
      },
    },
  ],
  'contact.close': [{ type: 'contact.close', id, contactId }],
  'presence.set': [{ type: 'presence.set', id, state: 'break', onQueue: false }, { type: 'presence.set', id }],
  'reservation.answer': [{ type: 'reservation.answer', id, reservationId: 'r_1', accepted: true }],
  'pane.rendered': [{ type: 'pane.rendered', id, contactId, callId }],
  'upgrade.invite': [{ type: 'upgrade.invite', id, contactId, message: 'Shall we look at it together?' }, { type: 'upgrade.invite', id, contactId }],
  'contact.transfer': [
    { type: 'contact.transfer', id, contactId, to: { kind: 'agent', agentId: 'agent-ben' } },
    { type: 'contact.transfer', id, contactId, to: { kind: 'queue', queueId: 'support' } },
  ],
  'contact.wrap': [{ type: 'contact.wrap', id, contactId, codes: ['solved'], note: 'n'.repeat(limits.noteLength) }, { type: 'contact.wrap', id, contactId, codes: [] }],
  'contact.assist': [{ type: 'contact.assist', id, contactId }],
  'contact.leave': [{ type: 'contact.leave', id, contactId }, { type: 'contact.leave', id, contactId, agentId: 'agent-ben' }],
  'wrap.draft': [{ type: 'wrap.draft', id, contactId, codes: [] }, { type: 'wrap.draft', id, contactId, codes: ['Repair'], note: 'Strainer' }],
  'wrap.extend': [{ type: 'wrap.extend', id, contactId }],
  'contact.note': [{ type: 'contact.note', id, contactId, text: 'Strainer' }],
  'contact.invite': [{ type: 'contact.invite', id, contactId, agentId: 'agent-ben', message: 'Can you look?' }, { type: 'contact.invite', id, contactId, agentId: 'agent-ben' }],
  'contact.monitor': [{ type: 'contact.monitor', id, contactId }],
  'contact.attributes': [
    { type: 'contact.attributes', id, contactId, name: 'Robin', attributes: { plan: 'gold', seats: 4, vip: true, 'cart.page': null } }, { type: 'contact.attributes', id, contactId },
  ],
  'form.answer': [{ type: 'form.answer', id, contactId, answers: { name: 'Robin', news: true, topic: 'x'.repeat(limits.answerLength) } }, { type: 'form.answer', id, contactId, answers: {} }],
  'consent.withdraw': [{ type: 'consent.withdraw', id, contactId }],
  'contact.rate': [
    { type: 'contact.rate', id, contactId, about: 'video', stars: 5, comment: 'c'.repeat(limits.commentLength) }, { type: 'contact.rate', id, contactId, about: 'chat', stars: 1 },
  ],
  'guest.block': [{ type: 'guest.block', id, contactId, note: 'n'.repeat(limits.noteLength) }, { type: 'guest.block', id, contactId }],
  typing: [{ type: 'typing', id, contactId, on: true }],
  read: [{ type: 'read', id, contactId, upTo: 0 }],
  'history.get': [{ type: 'history.get', id, contactId, before: 101 }],
  'manifest.update': [{ type: 'manifest.update', id, manifest: videoManifest }],
  'turn.get': [{ type: 'turn.get', id, contactId, purpose: 'call' }, { type: 'turn.get', id, purpose: 'preflight' }],
  'call.ahead': [
    { type: 'call.ahead', id, contactId, upgradeId: 'u_1', n: 1, kind: 'description', body: { type: 'offer', sdp: 'v=0' } },
    { type: 'call.ahead', id, contactId, upgradeId: 'u_1', n: 2, kind: 'candidates', body: { candidates: [{ candidate: 'c' }] } },
  ],
  'call.signal': [
    { type: 'call.signal', id, contactId, ...address, kind: 'description', body: { type: 'offer', sdp: 'v=0' } },
    { type: 'call.signal', id, contactId, ...address, kind: 'candidates', body: { candidates: [{ candidate: '', sdpMid: null, sdpMLineIndex: 0 }, { candidate: 'c' }] } },
    { type: 'call.signal', id, contactId, ...address, kind: 'renegotiate', body: {} },
    { type: 'call.signal', id, contactId, ...address, kind: 'transceiver', body: { mediaKind: 'video' } },
    { type: 'call.signal', id, contactId, ...address, kind: 'restart', body: {} },
    { type: 'call.signal', id, contactId, ...address, kind: 'join', body: {} },
    { type: 'call.signal', id, contactId, ...address, kind: 'media-state', body: { audio: 'on', video: 'screen' } },
    { type: 'call.signal', id, contactId, ...address, kind: 'media-state', body: { audio: 'on', video: 'on', show: true } },
  ],
  'call.ack': [{ type: 'call.ack', contactId, callId, attempt: 2, n: 7 }],
  ping: [{ type: 'ping', at }, { type: 'ping' }],
  pong: [{ type: 'pong', at }, { type: 'pong' }],
};

const agentCard = { agentId: 'agent-ana', name: 'Ana', title: 'Machine specialist' } as const;
const fromPlatform: PlatformExamples = {
  welcome: [customerWelcome(), agentWelcome()],
  ack: [{ type: 'ack', re: id, seq: 3, upgradeId }, { type: 'ack', re: id }],
  nack: [{ type: 'nack', re: id, code: 'rate-limited', message: 'slow', retryAfterMs: 200 }, { type: 'nack', re: id, code: 'internal', message: '' }],
  event: [messageFrame(1, 'x')],
  contact: [{ type: 'contact', contact: contactSnapshot() }],
  inbox: [{ type: 'inbox', waiting: [{ contactId, queue: { queueId: 'support', name: 'Support' }, medium: 'webChat', since: at }] }, { type: 'inbox', waiting: [] }],
  'upgrade.ask': [{ type: 'upgrade.ask', contactId, upgradeId, medium: 'video', by: { kind: 'flow', id: 'b' }, message: 'Video?', deadline: at }],
  'upgrade.state': [
    upgradeFrame('waiting', { place: { position: 1, expectedWaitSeconds: 30 }, deadline: at }),
    upgradeFrame('ended', { result: { status: 'no-agent', reason: 'all-busy', by: 'platform', at } }),
  ],
  reservation: [
    { type: 'reservation', reservationId: 'r_1', contactId, medium: 'webChat', queue: { queueId: 'support', name: 'Support' }, waitingSince: at, expiresAt: at, kept: false },
    {
      type: 'reservation', reservationId: 'r_1', contactId, medium: 'videoChat', customerName: 'Robin', queue: { queueId: 'support', name: 'Support' },
      waitingSince: at, expiresAt: at, lastText: 'hi', upgradeId, kept: true, join: { mode: 'auto', delaySeconds: 0 }, owner: agentCard,
    },
  ],
  'reservation.gone': [{ type: 'reservation.gone', reservationId: 'r_1', contactId, outcome: 'rescinded' }],
  'contact.place': [{ type: 'contact.place', contactId, position: 2, expectedWaitSeconds: 90 }, { type: 'contact.place', contactId, position: 1 }],
  'assist.ask': [{ type: 'assist.ask', contactId, by: { agentId: 'agent-ana', name: 'Ana' }, customerName: 'Robin', message: 'Can you look?', deadline: at }, { type: 'assist.ask', contactId, by: { agentId: 'agent-ana', name: 'Ana' }, deadline: at }],
  'assist.gone': [{ type: 'assist.gone', contactId, outcome: 'withdrawn' }],
  'media-upgrade': [{ type: 'media-upgrade', contactId, upgradeId, callId, medium: 'video', agent: agentCard }],
  presence: [{ type: 'presence', ...agentPresence() }, { type: 'presence', ...agentPresence({ state: 'not-responding', missed: { contactId, customerName: 'Robin' } }) }, { type: 'presence', ...agentPresence({ state: 'busy', wrapUp: { contactId, until: at } }) }],
  typing: [{ type: 'typing', contactId, by: { kind: 'agent', id: 'agent-ana' }, on: true }],
  read: [{ type: 'read', contactId, by: 'customer', upTo: 4 }],
  history: [{ type: 'history', re: id, contactId, events: [] }, { type: 'history', re: id, contactId, events: [{ contactId, seq: 7, prev: 5, at, kind: 'message', actor: { kind: 'agent', id: 'agent-ana' }, data: { messageId: 'm_7', text: 'x' } }] }],
  turn: [{ type: 'turn', re: id, policy: 'relay', iceServers: [{ urls: ['turn:t.example:3478?transport=udp', 'turns:t.example:443'], username: 'u', credential: 'c' }], expiresAt: at }],
  'call.peer': [{ type: 'call.peer', contactId, callId, present: false }],
  'call.signal': [{ type: 'call.signal', contactId, ...address, kind: 'join', body: {} }],
  'call.ack': [{ type: 'call.ack', contactId, callId, attempt: 0, n: 1 }],
  ping: [{ type: 'ping' }],
  pong: [{ type: 'pong' }],
};

const clientCases = Object.values(fromClients).flat().map((frame) => [frame.type, frame] as const);
const platformCases = Object.values(fromPlatform).flat().map((frame) => [frame.type, frame] as const);
const parseAs = <T>(parse: (text: string) => Parsed<T>, value: unknown): Parsed<T> => parse(JSON.stringify(value));

/** Every variant of a frame that lacks one of its keys. */
const lacking = (frame: object): [key: string, rest: object][] =>
  Object.keys(frame).filter((key) => key !== 'type').map((key) => [key, Object.fromEntries(Object.entries(frame).filter(([it]) => it !== key))]);
/** Every variant with a value of a type that fits nowhere. */
const spoilt = (frame: object): [key: string, other: object][] =>
  Object.keys(frame).filter((key) => key !== 'type').map((key) => [key, { ...frame, [key]: [{ not: 'this' }] }]);

const optional: Record<string, readonly string[]> = {
  'upgrade.answer': ['manifest'], 'upgrade.capture': ['upgradeId', 'missing'], 'call.report': ['cause', 'firstFrameMs', 'marks'], 'presence.set': ['state', 'onQueue'], 'upgrade.invite': ['message'],
  'contact.wrap': ['note'], 'wrap.draft': ['note'], 'contact.leave': ['agentId'], 'contact.invite': ['message'], 'contact.attributes': ['name', 'attributes'], 'guest.block': ['note'], 'contact.rate': ['comment'], 'turn.get': ['contactId'], ping: ['at'], pong: ['at'],
};

describe('frames of a client', () => {
  it('have an example of every type here', () => {
    expect(Object.keys(fromClients).sort()).toEqual(Object.keys(clientFrameSchemas).sort());
  });

  it.each(clientCases)('%s is read as it was written: %j', (_type, frame) => {
    expect(parseAs(parseClientFrame, frame)).toEqual({ ok: true, frame });
  });

  it.each(clientCases)('%s with a key more is refused, and answered by its id: %j', (_type, frame) => {
    const refused = parseAs(parseClientFrame, { ...frame, surprise: 1 });
    expect(refused).toMatchObject({ ok: false, code: 'bad-frame' });
    expect('re' in refused ? refused.re : undefined).toBe('id' in frame ? frame.id : undefined);
  });

  it.each(clientCases)('%s without a key it needs is refused: %j', (type, frame) => {
    for (const [key, rest] of lacking(frame)) {
      expect(parseAs(parseClientFrame, rest).ok, key).toBe(optional[type]?.includes(key) ?? false);
    }
  });

  it.each(clientCases)('%s with a value of the wrong type is refused: %j', (_type, frame) => {
    for (const [key, other] of spoilt(frame)) expect(parseAs(parseClientFrame, other), key).toMatchObject({ ok: false, code: 'bad-frame' });
  });
});

describe('what is too long', () => {
  const text = (length: number): object => ({ type: 'message.send', id, contactId, text: 'x'.repeat(length) });
  const sdp = (length: number): object => ({ type: 'call.signal', id, contactId, ...address, kind: 'description', body: { type: 'offer', sdp: 'x'.repeat(length) } });
  const candidates = (count: number, length = 1): object =>
    ({ type: 'call.signal', id, contactId, ...address, kind: 'candidates', body: { candidates: Array.from({ length: count }, () => ({ candidate: 'x'.repeat(length) })) } });
  const wrap = (note: number, codes: number): object => ({ type: 'contact.wrap', id, contactId, codes: Array<string>(codes).fill('c'), note: 'x'.repeat(note) });

  it.each([
    ['a message', text(limits.textLength), text(limits.textLength + 1), 'text-too-long'],
    ['a session description', sdp(limits.sdpLength), sdp(limits.sdpLength + 1), 'sdp-too-large'],
    ['a candidate', candidates(1, limits.candidateLength), candidates(1, limits.candidateLength + 1), 'bad-frame'],
    ['a batch of candidates', candidates(limits.candidatesPerSignal), candidates(limits.candidatesPerSignal + 1), 'bad-frame'],
    ['a note', wrap(limits.noteLength, 1), wrap(limits.noteLength + 1, 1), 'bad-frame'],
    ['a list of codes', wrap(1, 20), wrap(1, 21), 'bad-frame'],
    ['an id', { type: 'contact.close', id: 'x'.repeat(limits.idLength), contactId }, { type: 'contact.close', id: 'x'.repeat(limits.idLength + 1), contactId }, 'bad-frame'],
  ])('%s is taken at its limit and refused above it', (_what, atLimit, above, code) => {
    expect(parseAs(parseClientFrame, atLimit).ok).toBe(true);
    expect(parseAs(parseClientFrame, above)).toMatchObject({ ok: false, code });
  });

  it.each([text(0), candidates(0), { type: 'contact.close', id: '', contactId }, { type: 'contact.close', id: 'a b', contactId }, { type: 'contact.close', id: '../x', contactId }])('and what is too short or no id: %j', (frame) => {
    expect(parseAs(parseClientFrame, frame).ok).toBe(false);
  });

  const attributesOf = (json: string): string => `{"type":"contact.attributes","id":"${id}","contactId":"${contactId}","attributes":${json}}`;
  it.each([
    '{"a b":1}', '{"1st":1}', '{"":1}', `{"${'x'.repeat(limits.idLength + 1)}":1}`, '{"a":{}}', '{"a":[1]}', '{"a":1e999}', `{"a":"${'x'.repeat(limits.attributesLength + 1)}"}`,
  ])('nor what is no attribute: %s', (json) => {
    expect(parseClientFrame(attributesOf(json))).toMatchObject({ ok: false, code: 'bad-frame' });
  });

  it('and an attribute never becomes a prototype', () => {
    const read = parseClientFrame(attributesOf('{"__proto__":{"admin":true},"constructor":"x"}'));
    if (read.ok) expect(read.frame).toEqual({ type: 'contact.attributes', id, contactId, attributes: {} });
    expect(Object.prototype).not.toHaveProperty('admin');
  });

  it('is never repeated in the refusal', () => {
    const refused = parseAs(parseClientFrame, { type: 'message.send', id, contactId, text: { secret: 'hunter2' } });
    expect(JSON.stringify(refused)).not.toContain('hunter2');
  });
});

describe('what is no frame', () => {
  const rubbish = ['', '{', 'null', '1', '"hello"', '[]', '[{"type":"ping"}]', '{}', '{"type":1}', '{"type":null}'];
  it.each(rubbish)('%j is refused everywhere', (text) => {
    for (const parse of [parseHello, parseClientFrame, parsePlatformFrame]) expect(parse(text)).toMatchObject({ ok: false, code: 'bad-frame' });
  });

  it.each(['toString', '__proto__', 'constructor', 'hasOwnProperty', 'of.tomorrow', 'welcome'])('a client cannot send %s', (type) => {
    expect(parseAs(parseClientFrame, { type, id })).toMatchObject({ ok: false, code: 'unknown-frame', re: id });
  });

  it.each(['', 'two words', '\u202e', 'x'.repeat(65), 7])('what was sent under %j, which is no id, is refused without naming it', (sent) => {
    expect(parseAs(parseClientFrame, { type: 'message.send', id: sent, contactId: 'c_1', text: 'Hello' })).toMatchObject({ ok: false, code: 'bad-frame' });
    expect(parseAs(parseClientFrame, { type: 'message.send', id: sent, contactId: 'c_1', text: 'Hello' })).not.toHaveProperty('re');
  });

  it.each(['toString', '__proto__', 'of.tomorrow', 'message.send'])('a platform’s %s is unknown, and ignored', (type) => {
    expect(parseAs(parsePlatformFrame, { type })).toMatchObject({ ok: false, code: 'unknown-frame' });
  });
});

describe('hello', () => {
  const hello: Hello = { type: 'hello', token: 't', sessionId: 's_1', manifest: videoManifest, resume: { after: { c_1: 7 } }, recent: limits.historyEvents };

  it('is read with everything, and with no more than is needed', () => {
    const bare: Hello = { type: 'hello', token: 't', sessionId: 's_1' };
    for (const frame of [hello, bare]) expect(parseAs(parseHello, frame)).toEqual({ ok: true, frame });
  });

  it.each<[string, object]>([
    ['without a token', { ...hello, token: undefined }],
    ['with an endless token', { ...hello, token: 'x'.repeat(4_097) }],
    ['without a session', { ...hello, sessionId: undefined }],
    ['with a key more', { ...hello, password: 'x' }],
    ['with a resume of nothing', { ...hello, resume: {} }],
    ['with no recent events at all', { ...hello, recent: 0 }],
    ['with too many recent events', { ...hello, recent: limits.historyEvents + 1 }],
    ['with a negative seq', { ...hello, resume: { after: { c_1: -1 } } }],
    ['with a broken seq', { ...hello, resume: { after: { c_1: 1.5 } } }],
    ['with an impossible contact', { ...hello, resume: { after: { 'a b': 1 } } }],
    ['with a manifest that says too much', { ...hello, manifest: { media: { ...videoManifest.media, hologram: { supported: true } } } }],
  ])('%s is refused', (_what, frame) => {
    expect(parseAs(parseHello, frame)).toMatchObject({ ok: false, code: 'bad-frame' });
  });

  it('comes first and once', () => {
    expect(parseAs(parseHello, { type: 'ping' })).toMatchObject({ ok: false, code: 'hello-expected' });
    expect(parseAs(parseClientFrame, hello)).toMatchObject({ ok: false, code: 'hello-expected' });
  });
});

describe('frames of the platform', () => {
  it('have an example of every type here', () => {
    expect(Object.keys(fromPlatform).sort()).toEqual(Object.keys(platformFrameSchemas).sort());
  });

  it.each(platformCases)('%s is read as it was written: %j', (_type, frame) => {
    expect(parseAs(parsePlatformFrame, frame)).toEqual({ ok: true, frame });
  });

  it.each(platformCases.filter(([type]) => type !== 'call.signal'))('%s may say more than this version knows: %j', (_type, frame) => {
    expect(parseAs(parsePlatformFrame, { ...frame, surprise: 1 })).toEqual({ ok: true, frame });
  });

  it.each(platformCases.filter(([, frame]) => Object.keys(frame).length > 1))('%s with a value of the wrong type is refused: %j', (type, frame) => {
    for (const [key, other] of spoilt(frame)) {
      // An event's data is looked at with its kind.
      if (!(type === 'event' && key === 'data')) expect(parseAs(parsePlatformFrame, other), key).toMatchObject({ ok: false, code: 'bad-frame' });
    }
  });
});

describe('reading an event', () => {
  it('gives its data a type', () => {
    const frame = messageFrame(3, 'hello');
    expect(readEvent(frame)).toEqual({ contactId, seq: 3, prev: 2, at: frame.at, kind: 'message', actor: frame.actor, data: { messageId: 'm_3', text: 'hello' } });
  });

  it.each([
    ['a kind it does not know', { ...messageFrame(1, 'x'), kind: 'of.tomorrow' }],
    ['a kind that is a word of JavaScript', { ...messageFrame(1, 'x'), kind: 'constructor' }],
    ['data that does not fit its kind', { ...eventFrame('call.live', 1, { callId: 'v_1' }), data: { callId: 1 } }],
  ])('is undefined for %s', (_what, frame) => {
    expect(readEvent(frame)).toBeUndefined();
  });
});
