/** `<segue-chat>` without registering it: the class, its events and what it stands on. `segue-chat/chat/define` registers. */
export type { ChatBackend, GuestOptions } from './backend.js';
export type { SegueChatEventName, SegueChatEvents } from './chat-event.js';
export { SegueChat } from './segue-chat.js';
export type { Known } from './visit-link.js';
export type { PageConfig } from './page-config.js';
export type { WidgetConfig } from '../protocol/index.js';
