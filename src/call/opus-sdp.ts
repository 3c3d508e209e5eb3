/**
 * What this side asks of the other's Opus: silence that costs nothing (DTX) beside the redundancy against loss (in-band FEC)
 * that every browser asks for by itself.
 *
 * Knows the fmtp line of RFC 7587, 6.1: parameters are the receiver's wishes, so they belong into the local description.
 */

/** The description with the wish in it; any other line stays as it is. */
export const opusOptions = (sdp: string): string => sdp.replace(/^a=fmtp:\d+ (?!.*usedtx=)(?:.*;)?useinbandfec=1.*$/gm, '$&;usedtx=1');
