/**
 * simple-peer as Segue needs it: one that outlives a failed ICE connection.
 *
 * The stock class destroys itself on `failed`, after which nothing is left to restart. This one reports the state like any
 * other and stays. Knows the two methods that simple-peer calls by name, and nothing of calls.
 */
import SimplePeer from 'simple-peer';

export class Peer extends SimplePeer {
  override _onIceStateChange(): void {
    const pc = this._pc;
    if (pc?.iceConnectionState === 'failed') this.emit('iceStateChange', 'failed', pc.iceGatheringState);
    else super._onIceStateChange();
  }

  override _onConnectionStateChange(): void {
    if (this._pc?.connectionState !== 'failed') super._onConnectionStateChange();
  }
}
