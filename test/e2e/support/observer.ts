/**
 * What a page did, seen from inside it: every peer connection, every captured track, whether a capture was asked for in
 * a real click's own task, every contact id on its socket, and its errors.
 *
 * Runs as an init script before anything of the page. Knows the browser's API only, nothing of Segue's code.
 */
import type { Page } from '@playwright/test';

/** What `observe` leaves on the window. */
export interface Observed {
  readonly pcs: RTCPeerConnection[];
  readonly tracks: MediaStreamTrack[];
  /** One entry per getUserMedia call: whether it ran in the task of a real click. */
  readonly captures: { inClick: boolean; constraints: string }[];
  readonly contactIds: Set<string>;
  readonly frames: string[];
  readonly sockets: WebSocket[];
}

declare global {
  interface Window {
    observed: Observed;
  }
}

/** The init script; must stand alone, because it is sent to the page as text. */
function observe(): void {
  const observed: Observed = { pcs: [], tracks: [], captures: [], contactIds: new Set(), frames: [], sockets: [] };
  window.observed = observed;

  let inClick = false;
  window.addEventListener(
    'click',
    (event) => {
      if (!event.isTrusted) return;
      inClick = true;
      const channel = new MessageChannel();
      channel.port1.onmessage = () => {
        inClick = false;
        channel.port1.close();
      };
      channel.port2.postMessage(0);
    },
    true,
  );

  const wrap = <T extends new (...args: never[]) => object>(native: T, made: (it: InstanceType<T>) => void): T =>
    new Proxy(native, {
      construct(target, args: never[], self) {
        const it = Reflect.construct(target, args, self === wrapped.get(native) ? target : self) as InstanceType<T>;
        made(it);
        return it;
      },
    });
  const wrapped = new Map<unknown, unknown>();

  if ('RTCPeerConnection' in window) {
    const proxy = wrap(window.RTCPeerConnection, (pc) => observed.pcs.push(pc));
    wrapped.set(window.RTCPeerConnection, proxy);
    window.RTCPeerConnection = proxy;
  }

  const note = (data: unknown): void => {
    if (typeof data !== 'string') return;
    const frame = JSON.parse(data) as { type?: string; contactId?: string; contact?: { contactId?: string } };
    if (frame.type) observed.frames.push(frame.type);
    const id = frame.contactId ?? frame.contact?.contactId;
    if (id) observed.contactIds.add(id);
  };
  const send = WebSocket.prototype.send;
  WebSocket.prototype.send = function (this: WebSocket, data) {
    note(data);
    send.call(this, data);
  };
  const socketProxy = wrap(window.WebSocket, (socket) => {
    observed.sockets.push(socket);
    socket.addEventListener('message', (event) => note(event.data));
  });
  wrapped.set(window.WebSocket, socketProxy);
  window.WebSocket = socketProxy;

  const media = (navigator as { mediaDevices?: MediaDevices }).mediaDevices;
  if (!media) return;
  const getUserMedia = media.getUserMedia.bind(media);
  media.getUserMedia = async (constraints) => {
    observed.captures.push({ inClick, constraints: JSON.stringify(constraints) });
    const stream = await getUserMedia(constraints);
    observed.tracks.push(...stream.getTracks());
    return stream;
  };
  const getDisplayMedia = media.getDisplayMedia.bind(media);
  media.getDisplayMedia = async (constraints) => {
    const stream = await getDisplayMedia(constraints);
    observed.tracks.push(...stream.getTracks());
    return stream;
  };
}

/** Installs the observer in every page of this one's future documents. */
export const installObserver = (page: Page): Promise<unknown> => page.addInitScript(observe);

/** Totals over the open peer connections of a page. */
export interface MediaTotals {
  readonly framesDecoded: number;
  readonly audioPackets: number;
  readonly open: number;
  readonly liveTracks: number;
  readonly pairs: string[];
}

/** Frames decoded, audio packets received, what is still open and still live. */
export const mediaTotals = (page: Page): Promise<MediaTotals> =>
  page.evaluate(async () => {
    const open = window.observed.pcs.filter((pc) => pc.connectionState !== 'closed' && pc.signalingState !== 'closed');
    let framesDecoded = 0;
    let audioPackets = 0;
    const pairs: string[] = [];
    for (const pc of open) {
      // Statistics of a connection that is closed meanwhile may never come, and whoever polls would ask no more.
      const stats = await Promise.race([pc.getStats(), new Promise<undefined>((resolve) => setTimeout(resolve, 1_000))]);
      for (const stat of (stats?.values() ?? []) as Iterable<Record<string, unknown>>) {
        if (stat['type'] === 'inbound-rtp' && stat['kind'] === 'video') framesDecoded += Number(stat['framesDecoded'] ?? 0);
        if (stat['type'] === 'inbound-rtp' && stat['kind'] === 'audio') audioPackets += Number(stat['packetsReceived'] ?? 0);
        if (stat['type'] === 'local-candidate') pairs.push(String(stat['candidateType']));
      }
    }
    const liveTracks = window.observed.tracks.filter((track) => track.readyState === 'live').length;
    return { framesDecoded, audioPackets, open: open.length, liveTracks, pairs };
  });

/** Every contact id that went over the page's sockets. */
export const contactIds = (page: Page): Promise<string[]> => page.evaluate(() => [...window.observed.contactIds]);

/** Whether each capture was asked for in a real click's own task. */
export const captures = (page: Page): Promise<{ inClick: boolean; constraints: string }[]> => page.evaluate(() => window.observed.captures);

/** What a page sends on its one open connection: the source of its picture, and which version of its description it is at. */
export const sent = (page: Page): Promise<{ picture: string | undefined; sdpVersion: string | undefined }> =>
  page.evaluate(() => {
    const pc = window.observed.pcs.find((it) => it.signalingState !== 'closed');
    const track = pc?.getSenders().find((it) => it.track?.kind === 'video')?.track;
    return { picture: track?.label, sdpVersion: /^o=.*$/m.exec(pc?.localDescription?.sdp ?? '')?.[0] };
  });
