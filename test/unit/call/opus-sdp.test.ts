import { describe, expect, it } from 'vitest';
import { opusOptions } from '../../../src/call/opus-sdp.js';

const sdp = (...lines: string[]): string => ['v=0', 'm=audio 9 UDP/TLS/RTP/SAVPF 111 0', ...lines, ''].join('\r\n');

describe('what is asked of Opus', () => {
  it('is added to what the browser asks, as in Chromium and Safari', () => {
    const before = sdp('a=rtpmap:111 opus/48000/2', 'a=fmtp:111 minptime=10;useinbandfec=1', 'a=rtpmap:0 PCMU/8000');
    expect(opusOptions(before)).toBe(sdp('a=rtpmap:111 opus/48000/2', 'a=fmtp:111 minptime=10;useinbandfec=1;usedtx=1', 'a=rtpmap:0 PCMU/8000'));
  });

  it('is added wherever redundancy stands in the line, as in Firefox', () => {
    const before = sdp('a=rtpmap:109 opus/48000/2', 'a=fmtp:109 useinbandfec=1;maxplaybackrate=48000;stereo=1', 'a=fmtp:101 0-15');
    expect(opusOptions(before)).toContain('\r\na=fmtp:109 useinbandfec=1;maxplaybackrate=48000;stereo=1;usedtx=1\r\na=fmtp:101 0-15\r\n');
  });

  it('is asked once', () => {
    const once = opusOptions(sdp('a=rtpmap:111 opus/48000/2', 'a=fmtp:111 useinbandfec=1'));
    expect(opusOptions(once)).toBe(once);
  });

  it.each([
    ['there is no Opus', sdp('a=rtpmap:0 PCMU/8000', 'a=fmtp:0 x=1')],
    ['Opus has no parameters', sdp('a=rtpmap:111 opus/48000/2')],
    ['a page has chosen itself', sdp('a=rtpmap:111 opus/48000/2', 'a=fmtp:111 useinbandfec=1;usedtx=0')],
    ['there is no sound', 'v=0\r\nm=video 9 UDP/TLS/RTP/SAVPF 96\r\na=rtpmap:96 VP8/90000\r\n'],
  ])('is left alone where %s', (_name, text) => expect(opusOptions(text)).toBe(text));

  it('leaves redundant sound, which names the same payload, as it is', () => {
    const before = sdp('a=rtpmap:63 red/48000/2', 'a=fmtp:63 111/111', 'a=rtpmap:111 opus/48000/2', 'a=fmtp:111 useinbandfec=1');
    expect(opusOptions(before)).toContain('a=fmtp:63 111/111\r\n');
  });
});
