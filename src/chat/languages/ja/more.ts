/** Japanese words of the menu's further rows. */
import type { MoreTranslation } from '../translation.js';

export const more: MoreTranslation = {
  saveChat: 'このチャットを保存',
  soundOn: '通知音をオンにする',
  soundOff: '通知音をオフにする',
  chatWith: '{shop}とのチャット',
  you: 'お客様',
};
