/** How the call is doing, in four cells under the tabs: picture, sound, round trip, path. Draws one snapshot. */
import { html, type TemplateResult } from 'lit';
import type { QualitySnapshot } from '../call/index.js';
import type { DeskStrings } from './en-desk.js';

export function renderQualityStrip(quality: QualitySnapshot, strings: DeskStrings): TemplateResult {
  const { picture, sound, roundTrip, path } = strings.quality;
  const cells: readonly (readonly [name: string, value: string])[] = [
    [picture, pictureWords(quality, strings)],
    [sound, strings.quality.lost(share(quality.audio.in.loss))],
    [roundTrip, quality.rttMs === undefined ? strings.quality.unknown : strings.quality.milliseconds(Math.round(quality.rttMs))],
    [path, pathWords(quality, strings)],
  ];
  return html`<dl class="quality-strip" part="quality-strip">
    ${cells.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}
  </dl>`;
}

/** One digit where it is worth one. */
const share = (percent: number): string => (percent < 10 ? String(Math.round(percent * 10) / 10) : String(Math.round(percent)));

function pictureWords({ video }: QualitySnapshot, { quality }: DeskStrings): string {
  const { height, fps } = video.in;
  return height === 0 ? quality.noPicture : quality.picturePer(height, Math.round(fps));
}

function pathWords({ path }: QualitySnapshot, { quality }: DeskStrings): string {
  if (path === undefined) return quality.unknown;
  const relayed = path.local === 'relay' || path.remote === 'relay';
  if (!relayed) return quality.direct;
  return path.relayProtocol === undefined ? quality.relayed : quality.relayedBy(path.relayProtocol.toUpperCase());
}
