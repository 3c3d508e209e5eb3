/**
 * A stream as the picture of a video in a template: given once, not with every drawing, since a video that is given its stream
 * anew loads it anew: it flickers, and it takes a processor's time. And played on with every drawing, since a browser pauses a
 * video that leaves the page for a moment, or whose page is put away, and plays none of them by itself again.
 *
 * For pictures without sound; what may be heard is call/playback.ts' matter.
 */
import { noChange } from 'lit';
import { Directive, directive, type DirectiveResult, type ElementPart } from 'lit/directive.js';

class Played extends Directive {
  override render(_stream: MediaStream | null, _still: boolean): unknown {
    return noChange;
  }

  override update({ element }: ElementPart, [stream, still]: Parameters<this['render']>): unknown {
    if (!(element instanceof HTMLVideoElement)) return noChange;
    if (element.srcObject !== stream) element.srcObject = stream;
    if (stream === null || element.paused === still) return noChange;
    // Before its first frame there is nothing to hold.
    if (still) {
      if (element.readyState > 1) element.pause();
      return noChange;
    }
    // In a page that is hidden it may not; the next drawing tries again.
    if (element.isConnected) element.play().catch(() => undefined);
    return noChange;
  }
}

const directed = directive(Played);

/** For `<video … .muted=${true} ${played(stream)}>`, behind its other settings. `still` holds it at its last frame. */
export const played = (stream: MediaStream | null, still = false): DirectiveResult => directed(stream, still);
