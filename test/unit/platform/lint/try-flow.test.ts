import { describe, expect, test } from 'vitest';
import { parseFlow } from '../../../../src/platform/flows/index.js';
import { tryFlow } from '../../../../src/platform/lint/index.js';
import { askJson, flowJson, triggerJson, videoJson } from '../config/fixtures/given.js';

const flow = parseFlow(flowJson(triggerJson, askJson, videoJson));

describe('a dry run', () => {
  test('tells each step with the given answers', () => {
    expect(tryFlow(flow, ['accepted', 'completed'])).toMatchObject({
      refused: 0, path: ['trigger', 'send-message-upgrade', 'video'],
      lines: [
        'trigger (web-messaging-trigger)', '  started -> send-message-upgrade',
        'send-message-upgrade (send-message)', '  asks for video, 60 s: Upgrading to video session. Please accept the camera request.',
        '  accepted -> video', 'video (video-chat)', '  seeks an agent in support, 60 s', '  completed -> end', 'The run has ended; the contact has not.',
      ],
    });
  });

  test('tells where the flow still waits', () => {
    expect(tryFlow(flow, [])).toMatchObject({ waitsAt: 'send-message-upgrade' });
    expect(tryFlow(flow, ['accepted'])).toMatchObject({ waitsAt: 'video' });
    expect(tryFlow(flow, ['declined', 'never', 'asked', 'for'])).not.toHaveProperty('waitsAt');
  });

  test('counts what is refused at run time', () => {
    const trap = parseFlow(flowJson(triggerJson, askJson, { id: 'route', type: 'route-to-queue', configuration: { queueId: 'support' } }));
    const trial = tryFlow(trap, ['accepted']);
    expect(trial.refused).toBe(1);
    expect(trial.lines.join('\n')).toContain('refused [route-after-upgrade]');
  });

  test('takes messages, and reasons behind a colon', () => {
    const asks = parseFlow(flowJson({ id: 'q', type: 'send-message', configuration: { message: 'Name?', waitForResponse: true, resultVariableName: 'r' } }, { id: 'm', type: 'send-message', configuration: { message: 'Hi ${r.text}${r.status}' } }));
    expect(tryFlow(asks, ['Mia']).lines).toContain('  says: Hi Miaanswered');
    expect(tryFlow(asks, ['timeout']).lines).toContain('  says: Hi timeout');
    const why = parseFlow(flowJson(askJson, { id: 'm', type: 'send-message', configuration: { message: '${upgrade.status} ${upgrade.reason}' } }));
    expect(tryFlow(why, ['timeout:agent']).lines).toContain('  says: timeout agent');
    expect(tryFlow(why, ['unsupported']).lines).toContain('  says: unsupported not-enabled');
  });

  test('can begin as a customer’s request for video', () => {
    expect(tryFlow(parseFlow(flowJson(triggerJson)), ['accepted'], { entry: 'upgrade' }).waitsAt).toBe('video');
  });

  test('refuses an answer that is no result', () => {
    expect(() => tryFlow(flow, ['yes'])).toThrow(/“yes” is no result; results are accepted/);
  });
});
