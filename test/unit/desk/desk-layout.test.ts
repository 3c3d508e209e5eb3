import { describe, expect, it } from 'vitest';
import { asTabs, deskLayout } from '../../../src/desk/desk-layout.js';
import { moveZone, zoneClasses } from '../../../src/desk/zones.js';
import { builtInLayout } from '../../../src/platform/config/index.js';
import type { LayoutWidget } from '../../../src/protocol/index.js';

const of = (...widgets: LayoutWidget[]) => deskLayout({ id: 'l', widgets });
const keys = (...widgets: LayoutWidget[]): readonly string[] => of(...widgets).panes.map(({ key }) => key);

describe('a layout on the desk', () => {
  it('is, where none is given, what the desk has always been', () => {
    const { zones, panes } = deskLayout(builtInLayout);
    expect(zones).toEqual(['inbox', 'conversation', 'panes']);
    expect(panes.map(({ key, atRest, collapsed }) => ({ key, atRest, collapsed }))).toEqual(['customer', 'timeline', 'notes'].map((key) => ({ key, atRest: true, collapsed: false })));
    expect(asTabs(panes).map(({ key }) => key)).toEqual(['timeline', 'customer', 'notes']);
  });

  it('shows its panes in its order, and those alone', () => {
    expect(keys({ type: 'notes' }, { type: 'conversation' }, { type: 'replies' }, { type: 'customer' })).toEqual(['notes', 'replies', 'customer']);
    expect(keys({ type: 'conversation' }, { type: 'video' })).toEqual([]);
  });

  it('passes over what it does not know, what names no element, and what is there before', () => {
    expect(keys({ type: 'weather' }, { type: 'custom', title: 'Orders' }, { type: 'notes' }, { type: 'notes', collapsed: true })).toEqual(['notes']);
    expect(of({ type: 'notes' }, { type: 'notes', collapsed: true }).panes[0]?.collapsed).toBe(false);
  });

  it('has a pane for each element, titled as said or as the element', () => {
    expect(of({ type: 'custom', element: 'acme-orders', title: 'Orders' }, { type: 'custom', element: 'acme-map' }, { type: 'custom', element: 'acme-map' }).panes).toMatchObject([
      { kind: 'custom', key: 'acme-orders', element: 'acme-orders', title: 'Orders' },
      { kind: 'custom', key: 'acme-map', title: 'acme-map' },
    ]);
  });

  it('keeps a pane for the tabs, and another one folded', () => {
    expect(of({ type: 'notes', zone: 'tabs' }, { type: 'timeline', zone: 'cellar', collapsed: true }).panes).toMatchObject([{ key: 'notes', atRest: false }, { key: 'timeline', atRest: true, collapsed: true }]);
  });

  it.each([
    [['panes', 'conversation', 'inbox'], ['panes', 'conversation', 'inbox']],
    [['conversation'], ['conversation', 'inbox', 'panes']],
    [['panes', 'panes', 'cellar', 'inbox'], ['panes', 'inbox', 'conversation']],
    [[], ['inbox', 'conversation', 'panes']],
  ])('has all three columns, of %j', (zones, all) => {
    expect(deskLayout({ id: 'l', zones, widgets: [] }).zones).toEqual(all);
  });

  it('tells the style sheet where the columns stand and whether the last one is empty', () => {
    expect(zoneClasses(deskLayout({ id: 'l', zones: ['panes', 'conversation'], widgets: [{ type: 'notes', zone: 'tabs' }] })).split(/\s+/u).filter((it) => it !== '')).toEqual(['order-panes-conversation-inbox', 'inbox-last', 'no-panes']);
    expect(zoneClasses(deskLayout(builtInLayout)).trim()).toBe('order-inbox-conversation-panes');
  });

  it('has no zone to go to where there is no desk', () => {
    expect(moveZone(null, 1)).toBe(false);
  });
});
