/**
 * What a router does to the participants' packets, as data, and the nftables text of it.
 *
 * Pure: one table, rendered whole, so a change of rules is one transaction and nothing is left over from the rules
 * before. Knows that each place hangs on the router by an interface of its own name. Drops are in the router alone: an
 * endpoint that drops its own packets gets an error from `send`, which no cut in the world gives it.
 */

/** Who hangs on the router. */
export type Place = 'customer' | 'agent' | 'platform' | 'turn';

/** What the router does to the packets from and to one place. */
export interface Treatment {
  /** Nothing passes to or from these places; `all` means any. */
  readonly cut: ReadonlySet<Place | 'all'>;
  /** What passes: everything, everything but UDP, or TCP port 443 alone. */
  readonly passes: 'all' | 'no-udp' | 'tcp-443';
  /** Percent of the packets that are lost, in each direction; 0 for none. */
  readonly loss: number;
  /** Behind a NAT that gives every flow a port of its own, and lets in only answers. */
  readonly symmetricNat: boolean;
}

export const untreated: Treatment = { cut: new Set(), passes: 'all', loss: 0, symmetricNat: false };

/** The whole ruleset, for `nft -f -`. */
export function routerRules(treatments: ReadonlyMap<Place, Treatment>): string {
  const forward = [...treatments].flatMap(([place, treatment]) => forwardRules(place, treatment));
  const nat = [...treatments].filter(([, { symmetricNat }]) => symmetricNat).map(([place]) => `iifname "${place}" masquerade fully-random`);
  return [
    'add table ip segue',
    'delete table ip segue',
    'table ip segue {',
    '  chain forward {',
    '    type filter hook forward priority 0; policy accept;',
    ...forward.map((rule) => `    ${rule}`),
    '  }',
    '  chain nat {',
    '    type nat hook postrouting priority 100; policy accept;',
    ...nat.map((rule) => `    ${rule}`),
    '  }',
    '}',
    '',
  ].join('\n');
}

function forwardRules(place: Place, { cut, passes, loss, symmetricNat }: Treatment): string[] {
  const rules = [...cut].flatMap((other) => bothWays(place, other === 'all' ? undefined : other, 'drop'));
  if (passes === 'no-udp') rules.push(...bothWays(place, undefined, 'meta l4proto udp drop'));
  if (passes === 'tcp-443') rules.push(`iifname "${place}" tcp dport != 443 drop`, `oifname "${place}" tcp sport != 443 drop`, ...bothWays(place, undefined, 'meta l4proto != tcp drop'));
  if (loss > 0) rules.push(...bothWays(place, undefined, `numgen random mod 100 < ${loss} drop`));
  if (symmetricNat) rules.push(`oifname "${place}" ct state new drop`);
  return rules;
}

/** For what comes from the place and for what goes to it; with `other`, only between the two. */
function bothWays(place: Place, other: Place | undefined, action: string): string[] {
  if (other === undefined) return [`iifname "${place}" ${action}`, `oifname "${place}" ${action}`];
  return [`iifname "${place}" oifname "${other}" ${action}`, `iifname "${other}" oifname "${place}" ${action}`];
}
