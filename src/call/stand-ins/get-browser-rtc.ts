/**
 * Stands in for `get-browser-rtc` in our build of simple-peer: every browser of the floor has the names without a prefix.
 */
type BrowserRtc = Pick<typeof globalThis, 'RTCPeerConnection' | 'RTCSessionDescription' | 'RTCIceCandidate'>;

/** Null where there is no WebRTC, as on Node. */
export default function browserRtc(): BrowserRtc | null {
  return typeof RTCPeerConnection === 'undefined' ? null : { RTCPeerConnection, RTCSessionDescription, RTCIceCandidate };
}
