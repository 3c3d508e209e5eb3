import { afterEach, expect, it, vi } from 'vitest';
import browserRtc from '../../../../src/call/stand-ins/get-browser-rtc.js';

afterEach(() => vi.unstubAllGlobals());

it('the stand-in for get-browser-rtc gives null where there is no WebRTC', () => {
  expect(browserRtc()).toBeNull();
});

it('the stand-in for get-browser-rtc gives the browser’s own classes', () => {
  const classes = { RTCPeerConnection: Map, RTCSessionDescription: Set, RTCIceCandidate: WeakMap };
  for (const [name, own] of Object.entries(classes)) vi.stubGlobal(name, own);
  expect(browserRtc()).toEqual(classes);
});
