/**
 * A drawn camera and a soft tone in place of real devices, for evaluators without them. Of the demo alone: it replaces
 * `getUserMedia` on this page while the switch is on, and says so in the picture.
 */

const width = 640;
const height = 360;
const framesPerSecond = 15;

let on = new URLSearchParams(location.search).get('drawn') === '1';

/** Puts the switch's behaviour into the page; call it once, before anything asks for devices. `who` is written into the picture. */
export function offerDrawnCamera(box: HTMLInputElement, who: string): void {
  box.checked = on;
  box.addEventListener('change', () => {
    on = box.checked;
  });
  // Without a secure page there are no devices to replace.
  if (!('mediaDevices' in navigator)) {
    box.disabled = true;
    return;
  }
  const devices = navigator.mediaDevices;
  const real = devices.getUserMedia.bind(devices);
  devices.getUserMedia = (constraints) => (on ? Promise.resolve(drawn(constraints ?? {}, who)) : real(constraints));
}

function drawn(constraints: MediaStreamConstraints, who: string): MediaStream {
  const stream = new MediaStream();
  if (wanted(constraints.video)) addPicture(stream, who);
  if (wanted(constraints.audio)) addTone(stream);
  return stream;
}

const wanted = (constraint: boolean | MediaTrackConstraints | undefined): boolean => constraint !== undefined && constraint !== false;

function addPicture(stream: MediaStream, who: string): void {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const pen = canvas.getContext('2d');
  if (pen === null) return;
  paint(pen, who);
  const [track] = canvas.captureStream(framesPerSecond).getVideoTracks();
  if (track === undefined) return;
  stream.addTrack(track);
  const timer = setInterval(() => {
    // `stop()` fires no event on the track it was called on.
    if (track.readyState === 'ended') clearInterval(timer);
    else paint(pen, who);
  }, 1000 / framesPerSecond);
}

/** Someone who nods a little, and a clock that shows whether the picture lives. */
function paint(pen: CanvasRenderingContext2D, who: string): void {
  const now = new Date();
  const sway = Math.sin(now.getTime() / 700);
  const disc = (colour: string, x: number, y: number, rx: number, ry: number): void => {
    pen.fillStyle = colour;
    pen.beginPath();
    pen.ellipse(x, y, rx, ry, 0, 0, 2 * Math.PI);
    pen.fill();
  };
  pen.fillStyle = '#c9d1d6';
  pen.fillRect(0, 0, width, height);
  pen.fillStyle = '#dfe5e8';
  pen.fillRect(60, 30, 120, 170);
  disc('#4a3426', 320 + sway * 6, 150, 88, 104);
  disc('#3f5f57', 320, 386, 200, 120);
  disc('#e0b08a', 320 + sway * 6, 172 + sway * 2, 68, 86);
  disc('#2a2320', 294 + sway * 8, 160, 6, 7);
  disc('#2a2320', 346 + sway * 8, 160, 6, 7);
  disc('#a8604f', 320 + sway * 7, 212, 20, 5 + 4 * Math.abs(sway));
  pen.fillStyle = 'rgba(13,14,19,.72)';
  pen.fillRect(0, height - 36, width, 36);
  pen.fillStyle = '#fff';
  pen.font = '500 17px system-ui, sans-serif';
  pen.fillText(`${who} · drawn camera · ${now.toLocaleTimeString('en-GB')}.${Math.floor(now.getMilliseconds() / 100)}`, 16, height - 12);
}

/** A soft tone that comes and goes, so that levels move and silence would be noticed. */
function addTone(stream: MediaStream): void {
  const context = audioContext();
  if (context === undefined) return;
  const tone = context.createOscillator();
  const swell = context.createOscillator();
  const depth = context.createGain();
  const volume = context.createGain();
  const out = context.createMediaStreamDestination();
  tone.frequency.value = 220;
  swell.frequency.value = 0.5;
  depth.gain.value = 0.02;
  volume.gain.value = 0.02;
  swell.connect(depth).connect(volume.gain);
  tone.connect(volume).connect(out);
  tone.start();
  swell.start();
  const [track] = out.stream.getAudioTracks();
  if (track === undefined) return;
  stream.addTrack(track);
  const timer = setInterval(() => {
    if (track.readyState !== 'ended') return;
    clearInterval(timer);
    void context.close();
  }, 1_000);
}

/** Undefined in Safari before 14.1, which has it under a prefix only: no tone there. */
function audioContext(): AudioContext | undefined {
  if (typeof AudioContext !== 'undefined') return new AudioContext();
  return undefined;
}
