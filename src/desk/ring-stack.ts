/** What rings and what colleagues ask, as cards over the panes. Draws what the workplace says; a press answers there. */
import { html, nothing, type TemplateResult } from 'lit';
import type { DeskStrings } from './en-desk.js';
import { renderHelpCard } from './help-card.js';
import { renderRingCard } from './ring-card.js';
import type { Workplace } from './workplace.js';

export interface RingStackView {
  /** Local now, milliseconds. */
  readonly localNow: number;
  readonly strings: DeskStrings;
}

export function renderRingStack(work: Workplace, { localNow, strings }: RingStackView): TemplateResult | typeof nothing {
  const { ringing, helping, now } = work;
  if (ringing.reservations.length === 0 && helping.invitations.length === 0) return nothing;
  return html`<div class="ring-stack">
    ${ringing.reservations.map((reservation) =>
      renderRingCard(
        {
          reservation,
          state: ringing.stateOf(reservation.reservationId),
          upgrade: work.knownUpgrade(reservation.contactId)?.state,
          totalMs: ringing.totalOf(reservation.reservationId),
          now,
          localNow,
          slots: work.session.presence?.slots,
          strings,
        },
        { onAccept: (it) => work.accept(it), onDecline: (it) => work.decline(it), onNotNow: (it) => ringing.notNow(it.reservationId) },
      ),
    )}
    ${helping.invitations.map((invitation) =>
      renderHelpCard(
        { invitation, answering: helping.isAnswering(invitation.contactId), totalMs: helping.totalOf(invitation.contactId), now, strings },
        { onAccept: (id) => helping.accept(id), onDecline: (id) => helping.decline(id) },
      ),
    )}
  </div>`;
}
