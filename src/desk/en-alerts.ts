/** English words of what calls an agent who looks elsewhere. Defines the type that other languages fill. */
export const enAlerts = {
  ringsIn: (customer: string, medium: string, queue: string | undefined): string => (queue === undefined ? `${customer} is ringing · ${medium}` : `${customer} is ringing · ${medium} · ${queue}`),
  /** The bar over a conversation, while the tab is not the one that is shown. */
  tabHidden: (customer: string): string => `This tab is hidden. ${customer} can see and hear nothing of you until you come back to it.`,
  needMinute: (customer: string): string => `Tell ${customer} you need a minute`,
  /** What is put into the message field for it. */
  minuteText: 'One minute, please. I will be right with you.',
  before: 'Before the first contact',
  ringSound: 'Ring sound',
  notifications: 'Browser notifications',
  on: 'On',
  off: 'Off',
  soundOff: 'Off, the title still flashes',
  notAllowed: 'Not allowed yet, the title still flashes',
  blocked: 'Blocked in the browser. Allow them beside the address.',
  impossible: 'Not in this browser, the title still flashes',
  test: 'Test',
  allow: 'Allow',
  turnOn: 'Turn on',
  turnOff: 'Turn off',
  devices: 'Camera and microphone',
  devicesUnder: 'Before a customer sees you',
  check: 'Check',
};

export type AlertStrings = typeof enAlerts;
