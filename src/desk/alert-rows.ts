/**
 * How the agent is called, to be seen and changed: rows of the account's menu, and the card of an agent who has no contact
 * yet. Draws what the alerts say; only a press here makes the browser ask.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../ui/index.js';
import { volume2Icon } from '../ui/call-icons.js';
import { bellIcon, circleCheckIcon, triangleAlertIcon } from '../ui/desk-icons.js';
import { videoIcon } from '../ui/icons.js';
import type { Alerts, NoticeWish } from './alerts.js';
import { enAlerts } from './en-alerts.js';

const noticeWords: Readonly<Record<NoticeWish, string>> = {
  on: enAlerts.on,
  off: enAlerts.soundOff,
  'not-asked': enAlerts.notAllowed,
  blocked: enAlerts.blocked,
  impossible: enAlerts.impossible,
};

export function renderAlertRows(alerts: Alerts): TemplateResult {
  const { sound, notices } = alerts;
  const may = notices !== 'impossible' && notices !== 'blocked';
  return html`<button type="button" class="popup-row" aria-pressed=${String(sound)} @click=${() => alerts.setSound(!sound)}>
      ${icon(volume2Icon, { size: 16 })}${enAlerts.ringSound}<span class="popup-state">${sound ? enAlerts.on : enAlerts.off}</span>
    </button>
    <button type="button" class="popup-row" aria-pressed=${String(notices === 'on')} aria-disabled=${may ? nothing : 'true'} title=${noticeWords[notices]} @click=${() => {
      if (may) void alerts.setNotices(notices !== 'on');
    }}>
      ${icon(bellIcon, { size: 16 })}${enAlerts.notifications}<span class="popup-state">${notices === 'on' ? enAlerts.on : enAlerts.off}</span>
    </button>`;
}

export function renderBeforeFirst(alerts: Alerts, onCheck: () => void): TemplateResult {
  const { sound, notices } = alerts;
  return html`<section class="before-first" aria-label=${enAlerts.before}>
    <h3>${enAlerts.before}</h3>
    <ul>
      ${row(volume2Icon, enAlerts.ringSound, sound ? enAlerts.on : enAlerts.soundOff, sound, sound ? press(enAlerts.test, enAlerts.ringSound, () => alerts.test()) : press(enAlerts.turnOn, enAlerts.ringSound, () => alerts.setSound(true)))}
      ${row(bellIcon, enAlerts.notifications, noticeWords[notices], notices === 'on', noticePress(alerts, notices))}
      ${row(videoIcon, enAlerts.devices, enAlerts.devicesUnder, undefined, press(enAlerts.check, enAlerts.devices, onCheck))}
    </ul>
  </section>`;
}

/** `good`: undefined where nothing is known. */
function row(glyph: string, name: string, under: string, good: boolean | undefined, end: TemplateResult | typeof nothing): TemplateResult {
  return html`<li>
    ${icon(glyph, { size: 18 })}
    <div><b>${name}</b><p>${under}</p></div>
    ${good === undefined ? nothing : html`<span class=${good ? 'good' : 'not-yet'}>${icon(good ? circleCheckIcon : triangleAlertIcon, { size: 16 })}</span>`}${end}
  </li>`;
}

function noticePress(alerts: Alerts, notices: NoticeWish): TemplateResult | typeof nothing {
  if (notices === 'impossible' || notices === 'blocked') return nothing;
  const word = { on: enAlerts.turnOff, off: enAlerts.turnOn, 'not-asked': enAlerts.allow }[notices];
  return press(word, enAlerts.notifications, () => void alerts.setNotices(notices !== 'on'));
}

/** The word is short beside its row; who hears it alone hears of what. */
const press = (word: string, of: string, onPress: () => void): TemplateResult => html`<button type="button" class="button small" aria-label="${word}: ${of}" @click=${onPress}>${word}</button>`;
