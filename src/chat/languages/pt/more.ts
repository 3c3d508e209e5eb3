/** Portuguese words of the menu's further rows, and of a long transcript. */
import type { MoreTranslation } from '../translation.js';

export const more: MoreTranslation = {
  saveChat: 'Salvar este chat',
  soundOn: 'Ativar o som',
  soundOff: 'Desativar o som',
  notifyOn: 'Ativar as notificações',
  notifyOff: 'Desativar as notificações',
  notifyBlocked: 'Seu navegador bloqueia as notificações desta página. Permita-as nas configurações deste site e depois ative-as aqui.',
  closeNote: 'Fechar este aviso',
  invitesYou: '{agent} convida você para vídeo.',
  chatWith: 'Chat com {shop}',
  you: 'Você',
  fromShop: '{agent}, {shop}',
  now: 'agora',
  dismissMessage: 'Ocultar a mensagem',
  earlier: 'Carregando mensagens anteriores',
};
