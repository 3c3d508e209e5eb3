/** English words of speaking with a colleague before a contact is handed over. Defines the type that other languages fill. */
export const enConsult = {
  how: 'How to hand over',
  talkFirst: (name: string): string => `Talk to ${name} first`,
  talkFirstNobody: 'Talk to a colleague first',
  talkUnder: (name: string, customer: string): string => `${customer} stays with you in chat. You and ${name} write to each other alone, then hand over or come back. ${customer} sees who is there, not what you two write.`,
  handOver: 'Hand over now',
  handOverUnder: (name: string, seconds: number, customer: string): string => `It rings at ${name} for ${seconds} s. If ${name} does not answer, ${customer} stays with you.`,
  colleague: 'your colleague',
  start: (name: string): string => `Start talking to ${name}`,
  startNobody: 'Start talking',
  starting: 'Asking…',
  // Bars over the conversation
  asked: (name: string): string => `Asking ${name} to talk to you first.`,
  talking: (name: string, customer: string): string => `What you write to ${name} only stays between you. ${customer} sees that ${name} is here.`,
  handOverTo: (name: string): string => `Hand over to ${name}`,
  handOverShort: 'Hand over',
  keep: 'Keep the contact',
  notTaken: (name: string): string => `${name} can’t take it now: no free slot, or not taking contacts.`,
};

export type ConsultStrings = typeof enConsult;
