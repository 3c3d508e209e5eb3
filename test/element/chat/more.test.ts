/** What the menu offers beside the call and the end: keeping the conversation, and its sound. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Timeline, noon, snapshot } from './fake-rooms.js';
import { drawn, mount, named, press, type Mounted } from './mounted.js';

afterEach(() => vi.restoreAllMocks());

async function chatting(): Promise<Mounted & { readonly timeline: Timeline }> {
  const mounted = await mount();
  void mounted.chat.open();
  await drawn(mounted.root, '.panel');
  const timeline = new Timeline().customer('It drips.').joined().agent('Let me see.');
  mounted.rooms.session.become({ snapshot: snapshot({ seq: timeline.events.length }), events: timeline.events });
  return { ...mounted, timeline };
}

/** Chooses a row of the menu, as soon as it is there. */
async function choose({ root }: Mounted, row: string): Promise<void> {
  await press(root, 'More options');
  await expect.poll(() => named(root, row)).toBeDefined();
  await press(root, row);
}

describe('Save this chat', () => {
  it('gives the conversation as a text file', async () => {
    const mounted = await chatting();
    const files: { readonly name: string; readonly content: Blob }[] = [];
    let made: Blob | undefined;
    vi.spyOn(URL, 'createObjectURL').mockImplementation((content) => {
      if (content instanceof Blob) made = content;
      return 'blob:here';
    });
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      if (made !== undefined && this.href === 'blob:here') files.push({ name: this.download, content: made });
    });
    await choose(mounted, 'Save this chat');
    expect(files.map(({ name }) => name)).toEqual([expect.stringMatching(/^Chat with Halden \d{4}-\d{2}-\d{2}\.txt$/u)]);
    const text = (await files[0]?.content.text()) ?? '';
    expect(text).toContain('You: It drips.');
    expect(text).toContain('Ana Ruiz joined the chat');
    expect(text).toContain('Ana Ruiz: Let me see.');
  });

  it('is not offered before anything was said', async () => {
    const mounted = await mount();
    void mounted.chat.open();
    await drawn(mounted.root, '.panel');
    mounted.rooms.session.become({ snapshot: snapshot({ state: 'new', seq: 1 }), events: new Timeline().joined().events });
    await press(mounted.root, 'More options');
    await expect.poll(() => named(mounted.root, 'Sound on')).toBeDefined();
    expect(named(mounted.root, 'Save this chat')).toBeUndefined();
  });
});

describe('Sound', () => {
  /** Counts the notes that are begun. */
  function listening(): { notes: number } {
    const heard = { notes: 0 };
    vi.spyOn(OscillatorNode.prototype, 'start').mockImplementation(() => void (heard.notes += 1));
    vi.spyOn(OscillatorNode.prototype, 'stop').mockImplementation(() => undefined);
    vi.spyOn(AudioContext.prototype, 'state', 'get').mockReturnValue('running');
    return heard;
  }
  const say = ({ rooms, timeline }: Awaited<ReturnType<typeof chatting>>, text: string): void => {
    const event = timeline.agent(text).events.at(-1);
    if (event !== undefined) rooms.session.hear({ ...event, at: new Date(rooms.clock.now).toISOString() });
  };

  it('is off, stores nothing, and makes none until it is turned on', async () => {
    const heard = listening();
    const mounted = await chatting();
    await expect.poll(() => mounted.root.querySelector('.menu')).not.toBeNull();
    void mounted.chat.close();
    say(mounted, 'Are you there?');
    await mounted.chat.updateComplete;
    expect(heard.notes).toBe(0);
    expect(localStorage.getItem('segue.sound')).toBeNull();
  });

  it('turned on says so, is remembered, and tells of a message that nobody looks at', async () => {
    const heard = listening();
    const mounted = await chatting();
    await choose(mounted, 'Sound on');
    expect(heard.notes).toBe(2);
    expect(localStorage.getItem('segue.sound')).toBe('on');
    mounted.rooms.clock.now = noon + 10_000;
    say(mounted, 'Seen as it comes');
    await mounted.chat.updateComplete;
    expect(heard.notes).toBe(2);
    void mounted.chat.close();
    await mounted.chat.updateComplete;
    say(mounted, 'Are you there?');
    await expect.poll(() => heard.notes).toBe(4);
    void mounted.chat.open();
    await drawn(mounted.root, '.panel');
    await choose(mounted, 'Sound off');
    expect(localStorage.getItem('segue.sound')).toBeNull();
  });
});
