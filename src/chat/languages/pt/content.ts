/** Portuguese words of what there is to choose in a message. */
import type { ContentTranslation } from '../translation.js';

export const content: ContentTranslation = {
  chosen: 'Escolhido',
  chooseSeveral: 'Enviar escolha',
  showAll: 'Mostrar todos ({n})',
  timesIn: 'Horários de {zone}',
  opensNewTab: 'abre em nova aba',
};
