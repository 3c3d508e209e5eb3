/**
 * simple-peer as Segue needs it: one that outlives a failed ICE connection.
 *
 * The stock class destroys itself on `failed`, after which nothing is left to restart. This one reports the state like any
 * other and stays. Knows the two methods that simple-peer calls by name, and nothing of calls.
 */
import SimplePeer from 'simple-peer';

export class Peer extends SimplePeer {
  override _onIceStateChange(): void {
    if (this._pc?.iceConnectionState === 'failed') this.tellFailed();
    else super._onIceStateChange();
  }

  /** Chromium leaves the ICE state of a connection that never found a way at `disconnected`: only here it says `failed`. */
  override _onConnectionStateChange(): void {
    const pc = this._pc;
    if (pc?.connectionState !== 'failed') super._onConnectionStateChange();
    // With ICE connected it was the handshake that failed.
    else if (pc.iceConnectionState === 'disconnected') this.tellFailed();
  }

  private tellFailed(): void {
    if (this._pc) this.emit('iceStateChange', 'failed', this._pc.iceGatheringState);
  }
}
