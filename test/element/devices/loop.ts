/** This side's media sent through a real pair of connections in one page, negotiated once and never again. */
import { createControls } from '../../../src/call/controls.js';
import type { LoadedControls } from '../../../src/call/controls-port.js';
import { LocalMedia } from '../../../src/call/local-media.js';
import { browserMedia, type MediaPort } from '../../../src/call/media-port.js';
import { systemClock } from '../../../src/session/index.js';

export interface Loop {
  readonly local: LocalMedia;
  readonly controls: LoadedControls;
  /** Plays what the other side receives. */
  readonly video: HTMLVideoElement;
  /** Every stream that the browser handed out. */
  readonly streams: readonly MediaStream[];
  /** How often a connection wanted to be negotiated after the first time. */
  readonly negotiations: () => number;
  /** Packets of sound and frames that came through so far. */
  readonly received: () => Promise<{ readonly packets: number; readonly frames: number }>;
  /** Stops everything; returns the tracks that were left live. */
  readonly close: () => MediaStreamTrack[];
}

async function connect(from: RTCPeerConnection, to: RTCPeerConnection): Promise<void> {
  from.addEventListener('icecandidate', ({ candidate }) => void (candidate && to.addIceCandidate(candidate)));
  to.addEventListener('icecandidate', ({ candidate }) => void (candidate && from.addIceCandidate(candidate)));
  await from.setLocalDescription();
  if (from.localDescription) await to.setRemoteDescription(from.localDescription);
  await to.setLocalDescription();
  if (to.localDescription) await from.setRemoteDescription(to.localDescription);
}

const opened = (local: LocalMedia, camera: boolean): Promise<void> =>
  new Promise((resolve, reject) => {
    local.open(camera, undefined, (failure) => (failure ? reject(new Error(JSON.stringify(failure))) : resolve()));
  });

export async function loop(port: Partial<MediaPort> = {}, camera = true): Promise<Loop> {
  const [from, to] = [new RTCPeerConnection(), new RTCPeerConnection()];
  const streams: MediaStream[] = [];
  const noted = async (stream: Promise<MediaStream>): Promise<MediaStream> => {
    streams.push(await stream);
    return stream;
  };
  const media: MediaPort = { ...browserMedia, getUserMedia: (constraints) => noted(browserMedia.getUserMedia(constraints)), ...port };
  const senders = { audio: from.addTransceiver('audio').sender, video: from.addTransceiver('video').sender };
  let loaded: LoadedControls | undefined;
  const local = new LocalMedia({
    media,
    clock: systemClock,
    settings: () => ({ enabled: true, camera: true, microphone: true, cameraConstraints: { width: { ideal: 320 }, height: { ideal: 240 } } }),
    changed: () => undefined,
    replaced: (kind, track) => void senders[kind].replaceTrack(track),
  });
  local.extend((host) => (loaded = createControls(host)));
  await opened(local, camera);
  for (const track of local.stream?.getTracks() ?? []) await senders[track.kind === 'audio' ? 'audio' : 'video'].replaceTrack(track);
  await connect(from, to);
  let negotiations = 0;
  for (const pc of [from, to]) pc.addEventListener('negotiationneeded', () => (negotiations += 1));
  const video = document.createElement('video');
  video.muted = true;
  video.srcObject = new MediaStream(to.getReceivers().map(({ track }) => track));
  document.body.append(video);
  local.attach(video);
  // Interrupted where a test is over before it plays.
  video.play().catch(() => undefined);
  if (!loaded) throw new Error('no controls');
  return {
    local, controls: loaded, video, streams,
    negotiations: () => negotiations,
    async received() {
      let [packets, frames] = [0, 0];
      (await to.getStats()).forEach((stat: { type?: string; kind?: string; packetsReceived?: number; framesDecoded?: number }) => {
        if (stat.type === 'inbound-rtp') {
          if (stat.kind === 'audio') packets += stat.packetsReceived ?? 0;
          frames += stat.framesDecoded ?? 0;
        }
      });
      return { packets, frames };
    },
    close() {
      const sent = local.stream?.getTracks() ?? [];
      local.release();
      video.remove();
      from.close();
      to.close();
      return [...sent, ...streams.flatMap((stream) => stream.getTracks())].filter(({ readyState }) => readyState === 'live');
    },
  };
}
