/**
 * The speaker that the other side is heard from, where the browser lets a page choose.
 *
 * Knows that a new element speaks through the system's own choice, and that a remembered speaker may be gone or come.
 */
import type { Device, DeviceList } from './call-controls.js';
import type { ControlsHost, SpeakingElement } from './controls-port.js';
import type { DeviceInventory } from './device-inventory.js';
import { recognise, remember } from './device-memory.js';

export class Speaker {
  /** Chosen and in use. */
  private using: Device | undefined;

  constructor(
    private readonly host: Pick<ControlsHost, 'element'>,
    private readonly inventory: DeviceInventory,
    private readonly changed: () => void,
  ) {}

  get list(): DeviceList | undefined {
    const element = this.element();
    if (!element) return undefined;
    const id = element.sinkId === '' ? 'default' : element.sinkId;
    return { devices: this.inventory.of('speaker'), chosen: this.inventory.named('speaker', id)?.id };
  }

  /** Whether it speaks from there now. */
  async choose(device: Device): Promise<boolean> {
    const done = await this.use(device);
    if (done) remember('speaker', device);
    return done;
  }

  /** After another element or other devices: the remembered speaker, if it is there. Resolves with the one in use that has gone. */
  async settle(): Promise<Device | undefined> {
    const element = this.element();
    const devices = this.inventory.of('speaker');
    if (!element || devices.length === 0) return undefined;
    const { using } = this;
    const gone = using && !devices.some(({ id }) => id === using.id) ? using : undefined;
    const wanted = recognise('speaker', devices);
    if (wanted && wanted.id !== element.sinkId) await this.use(wanted);
    else if (gone) await this.use(undefined);
    return gone;
  }

  /** Undefined: the system's own. */
  private async use(device: Device | undefined): Promise<boolean> {
    try {
      await this.element()?.setSinkId(device?.id ?? '');
      this.using = device;
      this.changed();
      return true;
    } catch {
      return false;
    }
  }

  /** Where this browser can choose. */
  private element(): SpeakingElement | undefined {
    const { element } = this.host;
    return element && 'setSinkId' in element ? element : undefined;
  }
}
