/**
 * What a person should hear of while the call goes on, most urgent first: one line each, with the way on where there is
 * one. Pure: the engine's word in, lines out. When a line has been up long enough is NoteBoard's matter.
 */
import type { CallControls, CallHealth, DeviceKind, DeviceNotice, MediaModes, MediaTrouble, Upgrade } from '../call/index.js';
import type { InCallStrings } from './en-in-call.js';

export interface CallNote {
  /** The same key is the same news. */
  readonly key: string;
  readonly text: string;
  /** Goes by itself after a while: it tells of something that has happened. Default: stays while it is true. */
  readonly passing?: boolean;
  readonly action?: { readonly label: string; readonly press: () => void };
}

/** Of an upgrade, what notes are made of. */
export type NotedUpgrade = Pick<Upgrade, 'cameraTrouble' | 'controls' | 'health' | 'peerMedia' | 'setMicrophone'>;

/** `who`: first name of the other side. */
export function callNotes(upgrade: NotedUpgrade, who: string, strings: InCallStrings): readonly CallNote[] {
  const { cameraTrouble, controls, health, peerMedia } = upgrade;
  return [
    ...pausedNote(health, strings),
    ...failureNote(cameraTrouble, strings),
    ...deviceNote(controls?.notice, strings),
    ...troubleNotes(upgrade, who, strings),
    ...screenNotes(controls, peerMedia, who, strings),
  ];
}

function pausedNote(health: CallHealth | undefined, strings: InCallStrings): readonly CallNote[] {
  if (health?.adaptation !== 'audio-only') return [];
  return [{ key: 'paused', text: strings.weakPaused, action: { label: strings.turnOnAnyway, press: () => health.keepVideo() } }];
}

/** A camera or microphone that would not open when it was switched on. */
function failureNote(failure: NotedUpgrade['cameraTrouble'], strings: InCallStrings): readonly CallNote[] {
  if (failure === undefined) return [];
  const device = failure.device === 'microphone' ? 'microphone' : 'camera';
  return [{ key: `${failure.outcome} ${device}`, text: strings.failures[failure.outcome][device] }];
}

function deviceNote(notice: DeviceNotice | undefined, strings: InCallStrings): readonly CallNote[] {
  if (notice === undefined) return [];
  const { device } = notice;
  switch (notice.kind) {
    case 'lost': {
      const name = nameOf(notice.label, device, strings);
      const text = notice.now === undefined ? strings.unpluggedOnly({ device: name }) : strings.unplugged({ device: name, other: notice.now });
      return [{ key: `lost ${name} ${notice.now ?? ''}`, text, passing: notice.now !== undefined }];
    }
    case 'held':
      return [{ key: `held ${device}`, text: strings.held[notice.device] }];
    case 'refused': {
      const name = nameOf(notice.label, device, strings);
      return [{ key: `refused ${name}`, text: strings.refused({ device: name }), passing: true }];
    }
  }
}

const nameOf = (label: string, device: DeviceKind, strings: InCallStrings): string => (label === '' ? strings.mine[device] : label);

function troubleNotes(upgrade: NotedUpgrade, who: string, strings: InCallStrings): readonly CallNote[] {
  return (upgrade.health?.troubles ?? []).map((trouble) => {
    const note = { key: `${trouble.side} ${trouble.kind}`, text: troubleText(trouble, who, strings) };
    return trouble.kind === 'muted-speech' ? { ...note, action: { label: strings.unmute, press: () => upgrade.setMicrophone(true) } } : note;
  });
}

function troubleText({ kind, side }: MediaTrouble, who: string, strings: InCallStrings): string {
  switch (kind) {
    case 'frozen':
      return strings.peerFrozen({ who });
    case 'black':
      return side === 'own' ? strings.ownBlack : strings.peerBlack({ who });
    case 'silent':
      return side === 'own' ? strings.ownSilent : strings.peerSilent({ who });
    case 'muted-speech':
      return strings.mutedSpeech;
  }
}

function screenNotes(controls: CallControls | undefined, peer: MediaModes | undefined, who: string, strings: InCallStrings): readonly CallNote[] {
  return [
    ...(controls?.screen === 'on' ? [{ key: 'sharing', text: strings.sharing }] : []),
    ...(controls?.showing === true ? [{ key: 'showing', text: strings.showing({ who }) }] : []),
    ...(peer?.show === true ? [{ key: 'peer shows', text: strings.peerShows({ who }) }] : []),
    ...(peer?.video === 'screen' ? [{ key: 'peer shares', text: strings.peerShares({ who }) }] : []),
  ];
}
