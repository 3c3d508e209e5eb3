/** Japanese words of what there is to choose in a message. */
import type { ContentTranslation } from '../translation.js';

export const content: ContentTranslation = {
  chosen: '選択済み',
  chooseSeveral: '選択を送信',
  showAll: '{n}件すべて表示',
  timesIn: '時刻は{zone}',
  opensNewTab: '新しいタブで開きます',
};
