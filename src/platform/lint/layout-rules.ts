/**
 * Rules on desk layouts: a video that opens by itself for those who may be given one, and widgets and zones that the desk
 * knows.
 */
import { layoutZones, widgetTypes, widgetZones, type Layout, type LayoutWidget } from '../../protocol/index.js';
import { videoWidgetOf, type Agent, type SegueConfig } from '../config/index.js';
import { finding, type Finding } from './finding.js';

const types: ReadonlySet<string> = new Set(widgetTypes);
const columns: ReadonlySet<string> = new Set(layoutZones);
const places: ReadonlySet<string> = new Set([...layoutZones, ...widgetZones]);

export const layoutRules = (config: SegueConfig): readonly Finding[] =>
  config.layouts.flatMap((layout, at) => [...video(config, layout, at), ...conversation(layout, at), ...zones(layout, at), ...widgets(layout, at)]);

/** Agents who may be given video, by entitlement and capacity. */
const videoCapable = (agent: Agent): boolean => agent.entitlements.includes('video') && agent.capacity.videoChat > 0;

function video(config: SegueConfig, layout: Layout, at: number): readonly Finding[] {
  const people = config.agents.filter((it) => it.layoutId === layout.id && videoCapable(it)).map((it) => it.name);
  const widget = videoWidgetOf(layout);
  if (people.length === 0 || widget === 'opens') return [];
  const who = `Layout “${layout.id}” of ${people.join(', ')}`;
  if (widget === 'missing') return [finding('video-widget-missing', ['layouts', at, 'widgets'], `${who} has no video widget.`)];
  const n = layout.widgets.findIndex((it) => it.type === 'video');
  return [finding('video-widget-closed', ['layouts', at, 'widgets', n, 'autoOpen'], `${who} does not open its video widget by itself.`)];
}

function conversation(layout: Layout, at: number): readonly Finding[] {
  if (layout.widgets.some((it) => it.type === 'conversation')) return [];
  return [finding('conversation-widget-missing', ['layouts', at, 'widgets'], `Layout “${layout.id}” has no conversation widget.`)];
}

function zones({ id, zones: named = [] }: Layout, at: number): readonly Finding[] {
  return named.flatMap((zone, n) => (columns.has(zone) ? [] : [finding('unknown-zone', ['layouts', at, 'zones', n], `Layout “${id}” names a zone “${zone}”.`)]));
}

/** What makes two widgets the same one. */
const nameOf = ({ type, element }: LayoutWidget): string => (type === 'custom' ? `custom ${element ?? ''}` : type);

function widgets(layout: Layout, at: number): readonly Finding[] {
  return layout.widgets.flatMap((widget, n) => {
    const path = ['layouts', at, 'widgets', n];
    const who = `Widget ${n + 1} of layout “${layout.id}”`;
    const found: Finding[] = [];
    if (!types.has(widget.type)) found.push(finding('unknown-widget', [...path, 'type'], `${who} is a “${widget.type}”.`));
    if (widget.type === 'custom' && widget.element === undefined) found.push(finding('widget-without-element', path, `${who} is custom and names no element.`));
    else if (layout.widgets.findIndex((it) => nameOf(it) === nameOf(widget)) < n) found.push(finding('widget-twice', path, `${who} is there before.`));
    if (widget.zone !== undefined && !places.has(widget.zone)) found.push(finding('unknown-zone', [...path, 'zone'], `${who} is to stand in “${widget.zone}”.`));
    return found;
  });
}
