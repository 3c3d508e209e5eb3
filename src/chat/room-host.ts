/** What the room behind the launcher knows of its page and of the element: types alone. */
import type { ChatBackend } from './backend.js';
import type { PageConfig } from './page-config.js';
import type { PanelMode } from './panel-mode.js';
import type { SpokenHost } from './spoken-host.js';

/** What the room knows of the page it is on. */
export interface RoomSettings {
  readonly platform: string;
  readonly deploymentId: string;
  /** The page's own configuration, which may only narrow the deployment's. */
  readonly page: PageConfig;
}

/** The element, as far as the room needs it. */
export interface RoomHost extends SpokenHost {
  readonly mode: PanelMode;
  readonly config: PageConfig | undefined;
  readonly backend: ChatBackend | undefined;
  /** A person's own act, with its event where there is one. */
  press(mode: PanelMode): void;
}
