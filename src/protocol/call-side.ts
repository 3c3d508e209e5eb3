/** The two sides of a call: who takes part in it, whatever their names. */
export const callSides = ['customer', 'agent'] as const;
export type CallSide = (typeof callSides)[number];
