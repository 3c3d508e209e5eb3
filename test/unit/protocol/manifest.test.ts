import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { ManifestSchema, unsupportedReasons, type Manifest } from '../../../src/protocol/index.js';

describe('a manifest', () => {
  const manifest = (video: unknown, more: object = {}): unknown => ({ media: { chat: { supported: true }, voice: { supported: false, reason: 'reserved' }, video, ...more } });
  const able: Manifest['media']['video'] = { supported: true, camera: true, microphone: false };

  it.each([able, ...unsupportedReasons.map((reason) => ({ supported: false, reason }))])('may say of video %j', (video) => {
    expect(v.is(ManifestSchema, manifest(video))).toBe(true);
  });

  it.each([{ supported: true }, { supported: false }, { supported: false, reason: 'because' }, { ...able, reason: 'reserved' }, undefined])('may not say %j', (video) => {
    expect(v.is(ManifestSchema, manifest(video))).toBe(false);
  });

  it('never withdraws chat and never offers voice', () => {
    expect(v.is(ManifestSchema, manifest(able, { chat: { supported: false, reason: 'not-enabled' } }))).toBe(false);
    expect(v.is(ManifestSchema, manifest(able, { voice: { supported: true } }))).toBe(false);
  });
});
