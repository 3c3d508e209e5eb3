/** Japanese words of the menu's further rows, and of a long transcript. */
import type { MoreTranslation } from '../translation.js';

export const more: MoreTranslation = {
  saveChat: 'このチャットを保存',
  soundOn: '通知音をオンにする',
  soundOff: '通知音をオフにする',
  notifyOn: '通知をオンにする',
  notifyOff: '通知をオフにする',
  notifyBlocked: 'ブラウザがこのページの通知をブロックしています。ブラウザのサイト設定で許可してから、ここでオンにしてください。',
  closeNote: 'このお知らせを閉じる',
  invitesYou: '{agent}さんからビデオの招待です。',
  chatWith: '{shop}とのチャット',
  you: 'お客様',
  fromShop: '{shop}の{agent}',
  now: 'たった今',
  dismissMessage: 'メッセージを閉じる',
  earlier: '以前のメッセージを読み込み中',
};
