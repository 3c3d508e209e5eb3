import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { settingsFault } from '../../../src/chat/settings-fault.js';
import { IdSchema } from '../../../src/protocol/index.js';

const here = 'https://chat.example.com';

describe('settingsFault', () => {
  it.each([here, 'http://127.0.0.1:8080', 'HTTPS://CHAT.example.com/', 'https://[::1]:8080/base?x=1'])('takes the platform %s', (platform) => {
    expect(settingsFault('demo', platform)).toBeUndefined();
  });

  it.each(['', 'javascript:alert(1)', 'java\nscript:alert(1)', 'data:text/html,<script>', 'blob:https://chat.example.com/1', '//chat.example.com', 'chat.example.com', 'https://', 'https://me@chat.example.com', 'https://chat.example.com/ x', ' https://chat.example.com'])(
    'refuses the platform %j',
    (platform) => {
      expect(settingsFault('demo', platform)).toMatchObject({ name: 'SegueError', code: 'bad-config' });
    },
  );

  it.each(['demo', 'a', 'x'.repeat(64), 'a.b:c-d_e', '', 'x'.repeat(65), 'a b', '<img src=x>', '${x}', 'ü', 'a/b', '../x'])('judges the deployment id %j as the schema does', (id) => {
    expect(settingsFault(id, here) === undefined).toBe(v.is(IdSchema, id));
  });
});
