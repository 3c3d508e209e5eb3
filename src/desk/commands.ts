/** What each command of the keyboard does now, or that it can do nothing: a closed table from command to act. */
import { mayWrapUp } from './contact-facts.js';
import type { Command } from './shortcuts.js';
import type { Workplace } from './workplace.js';

/** What commands need of the screen. */
export interface CommandTarget {
  readonly work: Workplace;
  readonly openWrapUp: (contactId: string) => void;
  readonly openTransfer: (contactId: string) => void;
  readonly openAskHelp: (contactId: string) => void;
  readonly openNotes: () => void;
  /** Both return whether there was somewhere to go. */
  readonly search: () => boolean;
  readonly moveZone: (by: 1 | -1) => boolean;
  readonly openVideo: () => void;
  readonly toggleFullScreen: () => void;
  readonly openShortcuts: () => void;
  readonly openCheck: () => void;
  readonly setQueue: (on: boolean) => void;
  /** What the paperclip is, where files may be sent. */
  readonly attach: () => HTMLElement | null | undefined;
  readonly togglePresence: () => void;
}

/** The act, or undefined where there is nothing for it to act on. */
export function actOf(command: Command, target: CommandTarget): (() => void) | undefined {
  const { work } = target;
  switch (command) {
    case 'accept':
    case 'decline':
      return answer(work, command);
    case 'previous':
      return step(work, -1);
    case 'next':
      return step(work, 1);
    case 'queue':
      return () => target.setQueue(work.session.presence?.onQueue !== true);
    case 'presence':
      return target.togglePresence;
    case 'attach': {
      const button = target.attach();
      return button ? () => button.click() : undefined;
    }
    case 'search':
      return target.search;
    case 'nextZone':
      return () => target.moveZone(1);
    case 'zoneBefore':
      return () => target.moveZone(-1);
    case 'help':
      return target.openShortcuts;
    case 'check':
      return target.openCheck;
    case 'note':
      return work.selected === undefined ? undefined : target.openNotes;
    case 'wrapUp':
    case 'transfer':
    case 'askHelp':
    case 'invite':
      return onSelected(command, target);
    case 'video':
    case 'mute':
    case 'camera':
    case 'share':
    case 'fullSize':
    case 'endVideo':
      return onCall(command, target);
  }
}

/** What rings comes before what a colleague asks. */
function answer(work: Workplace, command: 'accept' | 'decline'): (() => void) | undefined {
  const { ringing } = work;
  const first = ringing.reservations.find(({ reservationId }) => ringing.stateOf(reservationId).kind !== 'answering');
  if (first !== undefined) return command === 'accept' ? () => work.accept(first) : () => work.decline(first);
  const { helping } = work;
  const asked = helping.invitations.find(({ contactId }) => !helping.isAnswering(contactId));
  if (asked === undefined) return undefined;
  return command === 'accept' ? () => helping.accept(asked.contactId) : () => helping.decline(asked.contactId);
}

function step(work: Workplace, by: 1 | -1): (() => void) | undefined {
  const ids = [...work.mine, ...work.helped].map(({ contactId }) => contactId);
  const at = ids.indexOf(work.selected?.contactId ?? '');
  const next = ids[at < 0 ? 0 : (at + by + ids.length) % ids.length];
  return next === undefined ? undefined : () => work.select(next);
}

function onSelected(command: 'wrapUp' | 'transfer' | 'askHelp' | 'invite', { work, openWrapUp, openTransfer, openAskHelp }: CommandTarget): (() => void) | undefined {
  const { selected } = work;
  if (selected === undefined) return undefined;
  const { contactId, snapshot } = selected;
  if (command === 'wrapUp') return mayWrapUp(snapshot) ? () => openWrapUp(contactId) : undefined;
  if (snapshot.relation !== 'owner') return undefined;
  if (command === 'transfer') return snapshot.state === 'connected' ? () => openTransfer(contactId) : undefined;
  if (command === 'askHelp') return work.mayAskHelp && snapshot.state === 'connected' ? () => openAskHelp(contactId) : undefined;
  return work.canInvite(selected) ? () => work.invite(contactId) : undefined;
}

function onCall(command: 'video' | 'mute' | 'camera' | 'share' | 'fullSize' | 'endVideo', { work, openVideo, toggleFullScreen }: CommandTarget): (() => void) | undefined {
  const { call } = work;
  if (call === undefined) return undefined;
  const { upgrade } = call;
  const { controls } = upgrade;
  switch (command) {
    case 'video':
      return openVideo;
    case 'mute':
      return () => upgrade.setMicrophone(upgrade.devices.audio !== 'on');
    case 'camera':
      return () => upgrade.setCamera(upgrade.devices.video !== 'on');
    case 'share':
      return controls === undefined || controls.screen === 'none' ? undefined : () => controls.share(controls.screen !== 'on');
    case 'fullSize':
      return call.pane === 'open' ? toggleFullScreen : undefined;
    case 'endVideo':
      return () => upgrade.end();
  }
}
