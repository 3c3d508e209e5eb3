/**
 * A report as lines for a support ticket: one finding a line, in English, with the words that the results use.
 *
 * Pure. Holds nothing that the report does not hold.
 */
import { routes, type CallReport, type FoundDevices, type QualityResult, type RouteResult } from './check-report.js';

type Facts = Omit<CallReport, 'text'>;

const routeNames = { udp: 'relay over UDP', tcp: 'relay over TCP', tls: 'relay over TLS' } as const;

export function reportText(facts: Facts): string {
  const { network } = facts;
  const lines: readonly (readonly [string, string])[] = [
    ['segue', facts.segue],
    ['checked', `${facts.at}, took ${seconds(facts.ms)}`],
    ['browser', facts.browser],
    ['verdict', facts.verdict],
    ['camera', deviceText(facts.camera)],
    ['microphone', deviceText(facts.microphone)],
    ['speaker', deviceText(facts.speaker)],
    ['cameras found', foundText(facts.found.cameras)],
    ['microphones found', foundText(facts.found.microphones)],
    ['speakers found', foundText(facts.found.speakers)],
    ['network', network.verdict],
    ['seen from outside as', network.direct.stun.status === 'seen' ? network.direct.stun.address : network.direct.stun.status],
    ...routes.map((route) => [routeNames[route], routeText(network.routes[route])] as const),
    ['quality', qualityText(network.quality)],
  ];
  return lines.map(([name, value]) => `${name}: ${value}`).join('\n');
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

/** The status, and what else there is to say of it. */
function deviceText({ status, ...more }: Facts['camera'] | Facts['microphone'] | Facts['speaker']): string {
  const details = Object.entries(more).map(([name, value]) => `${name} ${String(value)}`);
  return details.length === 0 ? status : `${status} (${details.join(', ')})`;
}

const foundText = ({ count, labels }: FoundDevices): string => (labels.length === 0 ? String(count) : `${String(count)}: ${labels.join(', ')}`);

function routeText(result: RouteResult): string {
  switch (result.status) {
    case 'reachable':
      return `reachable at port ${String(result.port)}, first data after ${seconds(result.ms)}, round trip ${String(result.rttMs)} ms`;
    case 'unreachable':
      return `unreachable at port ${String(result.port)} (${result.seen === 'nothing' ? 'no answer' : 'an allocation, but no data came through'})`;
    case 'refused':
      return `refused by the relay at port ${String(result.port)} (${String(result.code)})`;
    case 'unusable':
      return `this browser does not take its URL (port ${String(result.port)})`;
    case 'not-configured':
      return 'not configured';
    case 'not-checked':
      return `not checked (${result.reason})`;
  }
}

function qualityText(quality: QualityResult): string {
  if (quality.status === 'not-measured') return `not measured (${quality.reason})`;
  const { step, over, rttMs, jitterMs, loss, kbps, mos } = quality;
  return `${step} over ${over}: round trip ${String(rttMs)} ms, jitter ${String(jitterMs)} ms, loss ${String(loss)} %, ${String(kbps)} kb/s, expected score ${String(mos)}`;
}
