/** The agent desk. Importing it defines no element; `segue-chat/desk/define` does. */
export type { DeskPorts } from './desk-ports.js';
export type { DeskPane, DeskPaneContact } from './pane-contact.js';
export type { Seat, Seats } from './desk-seat.js';
export { SegueDesk } from './segue-desk.js';
export type { DemoPerson } from './sign-in-form.js';
