/**
 * A stream as the `srcObject` of a video in a template: given once, not with every drawing. Lit sets a property that is an
 * object each time, and a video that is given its stream anew loads it anew: it flickers, and it takes a processor's time.
 */
import { guard } from 'lit/directives/guard.js';

/** For `.srcObject=${played(stream)}`. */
export const played = (stream: MediaStream | null): unknown => guard([stream], () => stream);
