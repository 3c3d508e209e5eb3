import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { ContactSnapshotSchema, ManifestSchema, PresenceSchema, parsePlatformFrame } from '../../../src/protocol/index.js';
import {
  agentPresence, agentWelcome, contactSnapshot, customerWelcome, eventFrame, manualClock, messageFrame, scriptedPlatform, upgradeFrame, videoManifest,
} from '../../../src/testing/index.js';

const settle = (): Promise<void> => manualClock().run(0);

function client(): { heard: string[]; listener: { opened(): void; text(data: string): void; closed(code: number): void } } {
  const heard: string[] = [];
  return { heard, listener: { opened: () => heard.push('opened'), text: (data) => heard.push(data), closed: (code) => heard.push(`closed ${code}`) } };
}

const hello = JSON.stringify({ type: 'hello', token: 't', sessionId: 's' });
const ping = '{"type":"ping"}';

describe('a scripted platform', () => {
  it('opens a line later, in order, and greets it as told', async () => {
    const platform = scriptedPlatform();
    const { heard, listener } = client();
    const wire = platform.dial('wss://x/ws', listener);
    expect(heard).toEqual([]);
    const line = await platform.line();
    wire.send(hello);
    expect(await line.greet(customerWelcome())).toMatchObject({ token: 't' });
    line.drop(4_503);
    await settle();
    expect(heard).toEqual(['opened', JSON.stringify(customerWelcome()), 'closed 4503']);
  });

  it('hands out frames by type, whether they came before or after they were asked for', async () => {
    const platform = scriptedPlatform();
    const wire = platform.dial('wss://x/ws', client().listener);
    const line = await platform.line();
    const later = line.next('contact.close');
    for (const text of [hello, '{"type":"typing","id":"f","contactId":"c_1","on":true}', '{"type":"contact.close","id":"g","contactId":"c_1"}']) wire.send(text);
    expect((await later).id).toBe('g');
    expect((await line.next('typing')).on).toBe(true);
    expect(line.frames.map(({ type }) => type)).toEqual(['typing', 'contact.close']);
  });

  it('answers ping by itself, and keeps what a real one would refuse', async () => {
    const platform = scriptedPlatform();
    const { heard, listener } = client();
    const wire = platform.dial('wss://x/ws', listener);
    const line = await platform.line();
    for (const text of ['nonsense', ping, '{"type":"message.send"}']) wire.send(text);
    await settle();
    expect(line.refused.map(({ code }) => code)).toEqual(['bad-frame', 'bad-frame']);
    expect(heard).toEqual(['opened', '{"type":"pong"}']);
  });

  it('leaves a dial hanging when told to', async () => {
    const platform = scriptedPlatform();
    platform.hanging = true;
    const { heard, listener } = client();
    platform.dial('wss://x/ws', listener).close(1_000);
    await settle();
    expect(heard).toEqual([]);
    expect(platform.lines.map(({ hungUpWith }) => hungUpWith)).toEqual([1_000]);
  });

  it('refuses a dial while it is unreachable', async () => {
    const platform = scriptedPlatform();
    platform.reachable = false;
    const { heard, listener } = client();
    platform.dial('wss://x/ws', listener);
    await settle();
    expect(heard).toEqual(['closed 1006']);
  });

  it('passes nothing over a line that is cut, and tells nobody', async () => {
    const platform = scriptedPlatform();
    const { heard, listener } = client();
    const wire = platform.dial('wss://x/ws', listener);
    const line = await platform.line();
    line.cut();
    wire.send(hello);
    line.tell({ type: 'pong' });
    await settle();
    expect(heard).toEqual(['opened']);
    wire.close(1_000);
    expect(line.hungUpWith).toBe(1_000);
  });
});

describe('its frames', () => {
  it.each([customerWelcome(), agentWelcome(), eventFrame('call.live', 2, { callId: 'v_1' }), messageFrame(1, 'x'), upgradeFrame('asked')])('are valid: %j', (frame) => {
    expect(parsePlatformFrame(JSON.stringify(frame))).toEqual({ ok: true, frame });
  });

  it('and so are the parts', () => {
    expect(v.is(ContactSnapshotSchema, contactSnapshot())).toBe(true);
    expect(v.is(PresenceSchema, agentPresence())).toBe(true);
    expect(v.is(ManifestSchema, videoManifest)).toBe(true);
  });
});
