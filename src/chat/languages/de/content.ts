/** German words of what there is to choose in a message. */
import type { ContentTranslation } from '../translation.js';

export const content: ContentTranslation = {
  chosen: 'Gewählt',
  chooseSeveral: 'Auswahl senden',
  showAll: 'Alle {n} zeigen',
  timesIn: 'Zeiten in {zone}',
  opensNewTab: 'öffnet in neuem Tab',
};
