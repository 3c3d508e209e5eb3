/** Spanish words of what there is to choose in a message. */
import type { ContentTranslation } from '../translation.js';

export const content: ContentTranslation = {
  chosen: 'Elegido',
  chooseSeveral: 'Enviar selección',
  showAll: 'Mostrar los {n}',
  timesIn: 'Horas de {zone}',
  opensNewTab: 'se abre en otra pestaña',
};
