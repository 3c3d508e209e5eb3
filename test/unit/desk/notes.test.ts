import { describe, expect, it } from 'vitest';
import { enDesk } from '../../../src/desk/en-desk.js';
import { noteExtra, notesIn } from '../../../src/desk/notes.js';
import { transcriptItems } from '../../../src/desk/transcript-items.js';
import { anaActor, noon, robin, Story } from './story.js';

const story = new Story()
  .add('message', robin, { messageId: 'm_1', text: 'Hello' })
  .add('message', anaActor, { messageId: 'm_2', text: 'Hi' })
  .add('contact.note', anaActor, { noteId: 'n_1', text: 'Strainer, as in March.' })
  .add('contact.note', { kind: 'agent', id: 'agent-ben', name: 'Ben' }, { noteId: 'n_2', text: 'Visit 4471.' });

describe('notes of a contact', () => {
  it('are listed oldest first, with who wrote them and when', () => {
    expect(notesIn(story.events, 'Segue')).toEqual([
      { key: 'note 3', text: 'Strainer, as in March.', by: 'Ana', at: noon + 2_000 },
      { key: 'note 4', text: 'Visit 4471.', by: 'Ben', at: noon + 3_000 },
    ]);
  });

  it('stand among the messages as no message of the agent’s: the mark of what was read stays where it was', () => {
    const items = transcriptItems(story.model({ read: { customer: 2, agent: 0 } }), { agentId: 'agent-ana', gone: () => false, strings: enDesk });
    expect(items.map((item) => (item.kind === 'message' ? [item.side, item.author, item.delivery] : []))).toEqual([
      ['other', 'Robin Vale', undefined], ['own', 'You', 'read'], ['other', 'Note by you', undefined], ['other', 'Note by Ben', undefined],
    ]);
  });

  it('have a look of their own, and messages keep theirs', () => {
    const extra = noteExtra(story.events);
    expect(extra('note 3', 'x')).toMatchObject({ inPlace: true });
    expect(extra('m_2', 'x')).toBeUndefined();
  });
});
