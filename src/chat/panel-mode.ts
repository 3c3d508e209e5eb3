/** How much of the chat is on screen. `closed` with a call going on is the small tile; else it is the launcher. */
export type PanelMode = 'closed' | 'open' | 'expanded';
