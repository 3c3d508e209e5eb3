/**
 * The devices that the visitor chose, remembered on this origin from the first choice on.
 *
 * Knows that storage may be blocked or hold anything: then nothing is remembered at all. Stores nothing unless
 * somebody chose. An id may change with cleared site data; the label finds the device again.
 */
import { browserStorage, storedValue } from '../session/index.js';
import type { Device, DeviceKind } from './call-controls.js';

const stored = (kind: DeviceKind): ReturnType<typeof storedValue> => storedValue(browserStorage('localStorage'), `segue.${kind}`);

/** The device of this kind that was chosen last. */
export function recall(kind: DeviceKind): Device | undefined {
  // An id has no space: browsers make them of hexadecimal digits or base64.
  const [, id, label] = /^(\S+) (.*)$/su.exec(stored(kind).read() ?? '') ?? [];
  return id === undefined || label === undefined ? undefined : { id, label };
}

export function remember(kind: DeviceKind, { id, label }: Device): void {
  stored(kind).write(`${id} ${label}`);
}

/** Of these devices, the remembered one: by its id, else by its label. */
export function recognise(kind: DeviceKind, devices: readonly Device[]): Device | undefined {
  const known = recall(kind);
  return known && (devices.find(({ id }) => id === known.id) ?? devices.find(({ label }) => label !== '' && label === known.label));
}
