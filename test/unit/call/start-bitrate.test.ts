import { describe, expect, it } from 'vitest';
import { withStartBitrate } from '../../../src/call/start-bitrate.js';

const fast = { effectiveType: '4g', downlink: 10, saveData: false };
const sdp = (...lines: string[]): string => ['v=0', 'm=video 9 UDP/TLS/RTP/SAVPF 96 97 102', ...lines, ''].join('\r\n');

describe('the start of a picture', () => {
  it('is told for every codec of a picture, and for nothing else', () => {
    const before = sdp('a=rtpmap:96 VP8/90000', 'a=rtpmap:97 rtx/90000', 'a=fmtp:97 apt=96', 'a=rtpmap:102 H264/90000', 'a=fmtp:102 packetization-mode=1', 'a=rtpmap:111 opus/48000/2');
    expect(withStartBitrate(before, fast)).toBe(
      sdp('a=rtpmap:96 VP8/90000', 'a=fmtp:96 x-google-start-bitrate=800', 'a=rtpmap:97 rtx/90000', 'a=fmtp:97 apt=96', 'a=rtpmap:102 H264/90000', 'a=fmtp:102 packetization-mode=1;x-google-start-bitrate=800', 'a=rtpmap:111 opus/48000/2'),
    );
  });

  it.each([
    ['a browser says nothing of its network', null],
    ['a browser says something else', 'fast'],
    ['the network is slow', { ...fast, effectiveType: '3g' }],
    ['little comes through', { ...fast, downlink: 0.8 }],
    ['data is to be saved', { ...fast, saveData: true }],
  ])('is left to the browser where %s', (_name, network) => {
    expect(withStartBitrate(sdp('a=rtpmap:96 VP8/90000'), network)).toBe(sdp('a=rtpmap:96 VP8/90000'));
  });

  it('is told where a browser measures no rate', () => {
    expect(withStartBitrate(sdp('a=rtpmap:96 VP8/90000'), { effectiveType: '4g' })).toContain('x-google-start-bitrate');
  });
});
