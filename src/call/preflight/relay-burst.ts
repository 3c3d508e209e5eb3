/**
 * A few seconds of packets through an open pair, paced as a video call paces them, each answered from over there.
 *
 * Knows what left, arrived and came back, and when. What that means is expected-quality.ts' matter.
 */
import type { Clock } from '../../protocol/index.js';
import { pathNumbers, type PacketFate, type PathNumbers } from './expected-quality.js';
import type { RelayPair } from './relay-pair.js';

/** As a packet of video. */
const packetBytes = 1_100;
/** With two packets each time: some 880 kb/s. */
const everyMs = 20;
const packetsEachTime = 2;
/** What is still on its way when the last one left gets this long. */
const lingerMs = 600;

/** Resolves after `lastsMs` and a little more; `cancelled` resolves it at once with what there is. */
export function measurePath(pair: Pick<RelayPair, 'send' | 'answer' | 'listen'>, clock: Clock, lastsMs: number, cancelled: Promise<unknown>): Promise<PathNumbers> {
  const fates: { sent: number; arrived?: number; answered?: number }[] = [];
  const began = clock.now();
  let stop: () => void = () => undefined;
  pair.listen(
    (bytes) => {
      const fate = fateOf(fates, bytes);
      if (fate === undefined) return;
      fate.arrived = clock.now();
      pair.answer(bytes.slice(0, 4));
    },
    (bytes) => {
      const fate = fateOf(fates, bytes);
      if (fate !== undefined) fate.answered = clock.now();
    },
  );
  return new Promise((resolve) => {
    const end = (): void => {
      stop();
      resolve(pathNumbers(fates, packetBytes));
    };
    const step = (): void => {
      if (clock.now() - began >= lastsMs) {
        stop = clock.after(lingerMs, end);
        return;
      }
      for (let left = packetsEachTime; left > 0; left--) sendOne(pair, fates, clock.now());
      stop = clock.after(everyMs, step);
    };
    void cancelled.then(end);
    step();
  });
}

function sendOne(pair: Pick<RelayPair, 'send'>, fates: PacketFate[], now: number): void {
  const bytes = new ArrayBuffer(packetBytes);
  new DataView(bytes).setUint32(0, fates.length);
  // A packet that the channel would not take was never on its way: it shows in the rate, not as a loss.
  if (pair.send(bytes)) fates.push({ sent: now });
}

function fateOf<Fate>(fates: readonly Fate[], bytes: ArrayBuffer): Fate | undefined {
  return bytes.byteLength < 4 ? undefined : fates[new DataView(bytes).getUint32(0)];
}
