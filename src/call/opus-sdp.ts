/**
 * What this side asks of the other's Opus: silence that costs nothing (DTX) and redundancy against loss (in-band FEC).
 *
 * Knows the fmtp line of RFC 7587, 6.1: parameters are the receiver's wishes, so they belong into the local description.
 */

const wishes = { useinbandfec: '1', usedtx: '1' } as const;

/** The description with Opus's wishes in it; any other line stays as it is. */
export function opusOptions(sdp: string): string {
  const payload = /^a=rtpmap:(\d+) opus\/48000/im.exec(sdp)?.[1];
  if (payload === undefined) return sdp;
  const fmtp = new RegExp(`^a=fmtp:${payload} (.*?)\\r?$`, 'm');
  const present = fmtp.exec(sdp)?.[1];
  if (present === undefined) return sdp;
  const parameters = present.split(';').map((parameter) => parameter.trim()).filter((parameter) => !isWish(parameter));
  const wished = Object.entries(wishes).map(([name, value]) => `${name}=${value}`);
  return sdp.replace(fmtp, (line) => `a=fmtp:${payload} ${[...parameters, ...wished].join(';')}${line.endsWith('\r') ? '\r' : ''}`);
}

const isWish = (parameter: string): boolean => Object.keys(wishes).some((name) => parameter.startsWith(`${name}=`));
