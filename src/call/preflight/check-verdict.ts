/** From all findings to one word. Pure: what works decides, what nobody looked at does not. */
import type { VideoSettings } from '../../protocol/index.js';
import type { CallReport } from './check-report.js';

/** `blocked` needs proof: every relay out of reach, or no device that could send what this side is to send. */
export function verdictOf({ camera, microphone, network }: Pick<CallReport, 'camera' | 'microphone' | 'network'>, video: VideoSettings): 'ready' | 'limited' | 'blocked' {
  const wanted = [...(video.enabled && video.camera ? [camera.status] : []), ...(video.enabled && video.microphone ? [microphone.status] : [])];
  const failing = wanted.filter((status) => status !== 'works' && status !== 'opens' && status !== 'not-checked');
  if (network.verdict === 'blocks' || (wanted.length > 0 && failing.length === wanted.length && !failing.includes('silent') && !failing.includes('no-frames'))) return 'blocked';
  const weak = network.quality.status === 'measured' && network.quality.step === 'weak';
  const refused = Object.values(network.routes).some(({ status }) => status === 'refused' || status === 'unusable');
  return failing.length > 0 || weak || refused ? 'limited' : 'ready';
}
