import { describe, expect, it, vi } from 'vitest';
import { callNotes, type NotedUpgrade } from '../../../src/ui/call-notes.js';
import { enInCall } from '../../../src/ui/en-in-call.js';
import { spoken } from '../../../src/ui/words.js';
import { fakeControls, fakeHealth } from '../../element/ui/fake-call.js';

const upgrade = (more: Partial<NotedUpgrade> = {}): NotedUpgrade => ({
  cameraTrouble: undefined,
  controls: fakeControls([]),
  health: fakeHealth([]),
  peerMedia: { audio: 'on', video: 'on' },
  setMicrophone: () => undefined,
  ...more,
});
const texts = (more: Partial<NotedUpgrade>): readonly string[] => callNotes(upgrade(more), 'Ana', spoken(enInCall)).map(({ text }) => text);

const notes: readonly (readonly [string, Partial<NotedUpgrade>, readonly string[]])[] = [
  ['a call in which all is well', {}, []],
  ['a call whose parts are not there yet', { controls: undefined, health: undefined, peerMedia: undefined }, []],
  ['a weak connection', { health: fakeHealth([], { adaptation: 'audio-only' }) }, ['Your connection is weak, so your camera is paused.']],
  ['a softer picture, which the mark already tells of', { health: fakeHealth([], { adaptation: 'reduced' }) }, []],
  ['a frozen picture', { health: fakeHealth([], { troubles: [{ kind: 'frozen', side: 'peer' }] }) }, ['Ana’s picture stands still.']],
  ['black cameras', { health: fakeHealth([], { troubles: [{ kind: 'black', side: 'own' }, { kind: 'black', side: 'peer' }] }) }, ['Your camera shows only black. Is it covered?', 'Ana’s camera shows only black.']],
  ['silence on both sides', { health: fakeHealth([], { troubles: [{ kind: 'silent', side: 'own' }, { kind: 'silent', side: 'peer' }] }) }, ['We can’t hear you. Check your microphone.', 'No sound comes from Ana.']],
  ['speech while muted', { health: fakeHealth([], { troubles: [{ kind: 'muted-speech', side: 'own' }] }) }, ['You’re talking, but you’re muted.']],
  ['an unplugged headset', { controls: fakeControls([], { notice: { kind: 'lost', device: 'speaker', label: 'Headset', now: 'Built-in speaker' } }) }, ['Headset was unplugged. Now using Built-in speaker.']],
  ['the only camera, unplugged and nameless', { controls: fakeControls([], { notice: { kind: 'lost', device: 'camera', label: '' } }) }, ['Your camera was unplugged.']],
  ['a held microphone', { controls: fakeControls([], { notice: { kind: 'held', device: 'microphone' } }) }, ['Your microphone is in use by something else on this device.']],
  ['a camera that would not turn round', { controls: fakeControls([], { notice: { kind: 'refused', device: 'camera', label: '' } }) }, ['Your camera would not start. The one before stays in use.']],
  ['a camera that would not open again', { cameraTrouble: { outcome: 'device-busy', device: 'camera' } }, ['Your camera is in use']],
  ['a microphone that is blocked', { cameraTrouble: { outcome: 'permission-denied', device: 'microphone', hint: 'user' } }, ['Your browser blocked the microphone']],
  ['a shared screen', { controls: fakeControls([], { screen: 'on' }) }, ['You’re sharing your screen']],
  ['the other side’s screen', { peerMedia: { audio: 'on', video: 'screen' } }, ['Ana shares their screen']],
  ['showing something', { controls: fakeControls([], { showing: true }) }, ['Ana sees what your camera sees.']],
  ['being shown something', { peerMedia: { audio: 'on', video: 'on', show: true } }, ['Ana shows you something. Your camera rests meanwhile.']],
];

describe('the notes of a call', () => {
  it.each(notes)('for %s', (_what, more, expected) => {
    expect(texts(more)).toEqual(expected);
  });

  it('come most urgent first', () => {
    const all = texts({
      health: fakeHealth([], { adaptation: 'audio-only', troubles: [{ kind: 'silent', side: 'peer' }] }),
      controls: fakeControls([], { screen: 'on', notice: { kind: 'held', device: 'camera' } }),
    });
    expect(all).toEqual(['Your connection is weak, so your camera is paused.', 'Your camera is in use by something else on this device.', 'No sound comes from Ana.', 'You’re sharing your screen']);
  });

  it('offer the way on where there is one', () => {
    const asked: string[] = [];
    const setMicrophone = vi.fn();
    const health = fakeHealth(asked, { adaptation: 'audio-only', troubles: [{ kind: 'muted-speech', side: 'own' }] });
    for (const { action } of callNotes(upgrade({ health, setMicrophone }), 'Ana', spoken(enInCall))) action?.press();
    expect(asked).toEqual(['keep video']);
    expect(setMicrophone).toHaveBeenCalledWith(true);
  });
});
