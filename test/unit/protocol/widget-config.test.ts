import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { WidgetConfigSchema, videoSettings, type WidgetConfig } from '../../../src/protocol/index.js';

describe('the widget’s configuration', () => {
  const published = JSON.parse(`{ "deploymentId": "YOUR_DEPLOYMENT_ID",
  "allowMediaUpgrade": true,
  "mediaTypes": ["chat", "video"],
  "videoChat": { "enableVideo": true, "enableAudio": true,
                 "cameraConstraints": { "width": { "ideal": 1280 }, "height": { "ideal": 720 } } } }`) as WidgetConfig;

  it('takes the published JSON unchanged', () => {
    expect(v.parse(WidgetConfigSchema, published)).toEqual(published);
  });

  it('keeps out what it does not know, and refuses what cannot be', () => {
    expect(v.parse(WidgetConfigSchema, { ...published, color: 'red' })).toEqual(published);
    for (const wrong of [{ mediaTypes: ['hologram'] }, { allowMediaUpgrade: 'yes' }, { platform: 'somewhere' }, { videoChat: { enableVideo: false, enableAudio: false } }]) {
      expect(v.is(WidgetConfigSchema, wrong), JSON.stringify(wrong)).toBe(false);
    }
  });

  const off = { enabled: false };
  const on = { enabled: true, camera: true, microphone: true, cameraConstraints: {} };
  const deployment: WidgetConfig = { allowMediaUpgrade: true, mediaTypes: ['chat', 'video'] };
  const pageConstraints = { width: { ideal: 640 } };

  it.each<[string, WidgetConfig, WidgetConfig | undefined, object]>([
    ['is off by default', {}, undefined, off],
    ['is off without video among the media', { allowMediaUpgrade: true }, undefined, off],
    ['is off with video among the media, and upgrades not allowed', { mediaTypes: ['chat', 'video'] }, undefined, off],
    ['cannot be switched on by the page', {}, deployment, off],
    ['is on where the deployment allows it', deployment, undefined, on],
    ['stays on where the page says nothing of it', deployment, { shop: 'Halden' }, on],
    ['is off where the page does not allow it', deployment, { allowMediaUpgrade: false }, off],
    ['is off where the page names other media', deployment, { mediaTypes: ['chat'] }, off],
    ['has no camera where the page wants none', deployment, { videoChat: { enableVideo: false } }, { ...on, camera: false }],
    ['has no microphone where the deployment wants none', { ...deployment, videoChat: { enableAudio: false } }, { videoChat: { enableAudio: true } }, { ...on, microphone: false }],
    ['is off where the two leave nothing to send', { ...deployment, videoChat: { enableAudio: false } }, { videoChat: { enableVideo: false } }, off],
    ['takes the page’s constraints before the deployment’s', published, { videoChat: { cameraConstraints: pageConstraints } }, { ...on, cameraConstraints: pageConstraints }],
    ['takes the deployment’s constraints otherwise', published, {}, { ...on, cameraConstraints: { width: { ideal: 1280 }, height: { ideal: 720 } } }],
  ])('%s', (_what, ofDeployment, page, settings) => {
    expect(videoSettings(ofDeployment, page)).toEqual(settings);
  });
});
