import { describe, expect, it } from 'vitest';
import { firstCodec, pictureOrder } from '../../../src/call/codecs.js';

const codecs = ['video/VP8', 'video/rtx', 'video/VP9', 'video/H264', 'video/H264', 'video/AV1'].map((mimeType, index) => ({ mimeType, index }));
const order = (good: readonly string[], offered?: string): string[] => pictureOrder(codecs, good, offered).map(({ mimeType }) => mimeType.slice(6));

describe('an offer', () => {
  it('has the browser’s own order where hardware does nothing', () => expect(pictureOrder(codecs, [], undefined)).toBe(codecs));

  it('begins with what hardware does, in all its profiles, and leaves nothing out', () => {
    expect(order(['video/H264'])).toEqual(['H264', 'H264', 'VP8', 'rtx', 'VP9', 'AV1']);
    expect(order(['video/AV1', 'video/H264'])).toEqual(['AV1', 'H264', 'H264', 'VP8', 'rtx', 'VP9']);
  });
});

describe('an answer', () => {
  it.each([
    ['follows an offer that this machine does well, too', ['video/H264'], 'video/h264', 'H264'],
    ['goes by what everybody does well, where this machine does not', [], 'video/H264', 'VP8'],
    ['goes by what everybody does well, where this machine does something else', ['video/AV1'], 'video/H264', 'VP8'],
    ['goes by what everybody does well, when that was offered', ['video/H264'], 'video/VP8', 'VP8'],
  ])('%s', (_name, good, offered, begins) => expect(order(good, offered)[0]).toBe(begins));
});

describe('the first codec of a picture', () => {
  const sdp = (payloads: string): string =>
    ['v=0', 'm=audio 9 UDP/TLS/RTP/SAVPF 111 63', 'a=rtpmap:111 opus/48000/2', `m=video 9 UDP/TLS/RTP/SAVPF ${payloads}`, 'a=rtpmap:96 VP8/90000', 'a=rtpmap:102 H264/90000', ''].join('\r\n');

  it.each([
    ['video/VP8', sdp('96 102')],
    ['video/H264', sdp('102 96')],
    [undefined, sdp('35 96')],
    [undefined, 'v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\n'],
    [undefined, ''],
  ])('is %s', (name, text) => expect(firstCodec(text)).toBe(name));
});
