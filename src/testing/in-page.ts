/**
 * What the fixtures put into a page before its own scripts: a memory platform under every `<segue-chat>` that the page makes.
 *
 * Built as a file of its own (dist/testing/in-page.js), for a page imports nothing of a test's. It waits for the element's
 * registration, whoever makes it: the page's bundle, or segue.js. Knows nothing of Playwright; page-platform.ts calls what
 * it leaves on the page.
 */
import { manualClock, type ManualClock } from './manual-clock.js';
import { memoryPlatform, type MemoryPlatform } from './memory-platform.js';
import type { PageOptions } from './page-options.js';

declare global {
  /** Read when the platform is made, at its first use: the order of two scripts before a page's own is not promised. */
  var segueTestingOptions: PageOptions | undefined;
}

/** On the page by the name `segueTesting`. */
export interface PageWorld {
  readonly platform: MemoryPlatform;
  /** @throws Error where the clock is the system's */
  run(ms: number): Promise<void>;
}

/** A class of Lit's, as far as it lets others in. */
interface Initialized {
  addInitializer(initializer: (element: { backend?: unknown }) => void): void;
}

const letsIn = (constructor: object): constructor is Initialized => 'addInitializer' in constructor && typeof constructor.addInitializer === 'function';

class World implements PageWorld {
  private made: { readonly platform: MemoryPlatform; readonly clock: ManualClock | undefined } | undefined;

  get platform(): MemoryPlatform {
    return this.inside.platform;
  }

  run(ms: number): Promise<void> {
    const { clock } = this.inside;
    return clock === undefined ? Promise.reject(new Error("The chat's clock is the system's; `segueOptions: { clock: 'manual' }` makes it stand still.")) : clock.run(ms);
  }

  private get inside(): NonNullable<World['made']> {
    if (this.made !== undefined) return this.made;
    const { clock: kind, ...options } = globalThis.segueTestingOptions ?? {};
    const clock = kind === 'manual' ? manualClock(Date.now()) : undefined;
    this.made = { clock, platform: memoryPlatform({ ...options, ...(clock === undefined ? {} : { clock }) }) };
    return this.made;
  }
}

/** Puts the platform under the element, the moment that its class becomes known. */
function adopt(world: PageWorld): void {
  const define = customElements.define.bind(customElements);
  customElements.define = (name, constructor, options) => {
    if (name === 'segue-chat' && letsIn(constructor)) {
      constructor.addInitializer((element) => {
        element.backend ??= world.platform.backend;
      });
    }
    define(name, constructor, options);
  };
}

// A document that is a picture or a text has no elements of its own.
if (typeof customElements !== 'undefined' && !Reflect.has(globalThis, 'segueTesting')) {
  const world = new World();
  Reflect.set(globalThis, 'segueTesting', world);
  adopt(world);
}
