/**
 * The desk with a full inbox and a very long conversation, beside the same desk with hardly any: how long until it is
 * shown, and the longest task while the reader scrolls, a message comes, a second passes and another contact is chosen. Nothing here passes or fails by a time.
 */
import { it } from 'vitest';
import { commands, server } from 'vitest/browser';
import { moment, signedIn, type Rig } from '../../element/desk/desk-rig.js';
import { contactFrame, owned, Story } from '../../element/desk/scenes.js';
import { median } from '../support/statistics.js';

interface Load {
  readonly contacts: number;
  readonly messages: number;
}
const full: Load = { contacts: 200, messages: 5_000 };
const light: Load = { contacts: 5, messages: 50 };
const rounds = 5;

interface Measured {
  readonly shown: number;
  readonly scrolling: number;
  readonly arriving: number;
  readonly ticking: number;
  readonly choosing: number;
}

const frame = (): Promise<void> => new Promise((drawn) => requestAnimationFrame(() => drawn()));

/** The longest time for which the page does nothing else, while `act` runs; milliseconds. */
async function longestTask(act: () => Promise<void>): Promise<number> {
  const { port1, port2 } = new MessageChannel();
  let [last, longest, on] = [performance.now(), 0, true];
  port1.onmessage = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    if (on) port2.postMessage(undefined);
  };
  port2.postMessage(undefined);
  await act();
  await frame();
  await new Promise((settled) => setTimeout(settled));
  on = false;
  port1.close();
  return longest;
}

function talked(messages: number): Story {
  const story = new Story('c_long', 'Jonas Weber', messages * 12).begun();
  for (let at = 0; at < messages; at += 1) {
    const text = `Message ${at}: the display shows E7 again, and then the pump stops. `.repeat(1 + (at % 3));
    if (at % 2 === 0) story.customer(text);
    else story.agent(text);
  }
  return story;
}

const others = (count: number): ReturnType<typeof contactFrame>[] =>
  Array.from({ length: count }, (_, at) => contactFrame(owned(`c_${at}`, `Customer ${at}`, 60 + at, { read: { customer: 0, agent: 0 } })));

const scrollerOf = ({ root }: Rig): HTMLElement => {
  const scroller = root.querySelector<HTMLElement>('.conversation .scroller');
  if (scroller === null) throw new Error('No conversation.');
  return scroller;
};

const choose = (rig: Rig, name: string): void => {
  const row = [...rig.root.querySelectorAll<HTMLElement>('.inbox .row')].find((it) => it.querySelector('b')?.textContent === name);
  if (row === undefined) throw new Error(`No row of ${name}.`);
  row.click();
};

/** Until all of it is on screen; `tell` says it. */
async function opening(rig: Rig, { contacts, messages }: Load, tell: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await tell();
  while (rig.root.querySelectorAll('.inbox .row').length < contacts || !scrollerOf(rig).textContent.includes(`Message ${messages - 1}:`)) await frame();
  await frame();
  return performance.now() - start;
}

const framesOf = (story: Story, { contacts }: Load): Parameters<Rig['tell']> =>
  [contactFrame(owned(story.contactId, story.name, 60_000, { seq: story.frames.length, read: { customer: 0, agent: story.frames.length } })), ...story.frames, ...others(contacts - 1)];

async function measure(load: Load): Promise<Measured> {
  const rig = await signedIn({ profile: { joinOnUpgrade: 'ask' } });
  const story = talked(load.messages);
  const frames = framesOf(story, load);
  const shown = await opening(rig, load, () => rig.tell(...frames));
  const scroller = scrollerOf(rig);
  const scrolling = await longestTask(async () => {
    for (let step = 0; step < 60; step += 1) {
      scroller.scrollTop -= 400;
      await frame();
    }
  });
  scroller.scrollTop = scroller.scrollHeight;
  await frame();
  const arrivals: number[] = [];
  for (let count = 0; count < 10; count += 1) {
    const seq = story.frames.length + 1 + count;
    const said = { type: 'event', contactId: story.contactId, seq, prev: seq - 1, at: moment(count), kind: 'message', actor: { kind: 'customer', id: 'guest', name: story.name }, data: { messageId: `new-${count}`, text: 'And now?' } } as const;
    arrivals.push(await longestTask(() => rig.tell(said)));
  }
  const ticks: number[] = [];
  for (let count = 0; count < 5; count += 1) {
    ticks.push(await longestTask(async () => {
      rig.clock.advance(1_000);
      await rig.settle();
    }));
  }
  const choices: number[] = [];
  for (let count = 0; count < 5; count += 1) {
    choose(rig, 'Customer 0');
    await rig.settle();
    choices.push(await longestTask(async () => {
      choose(rig, story.name);
      await rig.settle();
      await frame();
    }));
  }
  rig.remove();
  return { shown, scrolling, arriving: median(arrivals), ticking: median(ticks), choosing: median(choices) };
}

const names: Readonly<Record<keyof Measured, string>> = {
  shown: 'all of it said by the platform, until it is on screen',
  scrolling: 'longest task while the reader scrolls up 60 times',
  arriving: 'longest task as a message comes, median of 10',
  ticking: 'longest task of a second that passes, median of 5',
  choosing: 'longest task as the long conversation is chosen again, median of 5',
};

it('is measured', { timeout: 600_000 }, async () => {
  await measure(light);
  const done: Record<'full' | 'light', Measured[]> = { full: [], light: [] };
  for (let count = 0; count < rounds; count += 1) {
    for (const which of count % 2 === 0 ? (['full', 'light'] as const) : (['light', 'full'] as const)) done[which].push(await measure(which === 'full' ? full : light));
  }
  const middle = (which: 'full' | 'light', name: keyof Measured): number => median(done[which].map((it) => it[name]));
  const rows = (Object.keys(names) as (keyof Measured)[]).map((name) => {
    const [much, little] = [middle('full', name), middle('light', name)];
    return `| ${names[name]} | ${(much / little).toFixed(1)} x | ${much.toFixed(1)} ms | ${little.toFixed(1)} ms |`;
  });
  const load = ({ contacts, messages }: Load): string => `${contacts} contacts, ${messages.toLocaleString('en')} messages`;
  const lines = ['# Benchmarks of the desk', '', `${server.browser}, medians of ${rounds} rounds in turn. The two of a row are of one run; absolute numbers say as much about the machine as about the desk.`, '', `| What | Ratio | ${load(full)} | ${load(light)} |`, '| --- | --- | --- | --- |', ...rows, ''];
  console.info(`\n${lines.join('\n')}`);
  await commands.writeFile(`test/.results/bench/desk-report-${server.browser}.md`, lines.join('\n'));
});
