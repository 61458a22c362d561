import countries from 'i18n-iso-countries';
import type { Store } from '../store/store.ts';
import type { Views } from './views.ts';

const REGIONS = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

/** The ledger's own name for a power, else the usual English one of its ISO 3166 code, else the code. */
export function powerName(store: Store, views: Views, power: string): string {
  const known = store.entity(power)?.name ?? views.stateName(power);
  if (known) return known;
  const alpha2 = /^[A-Z]{3}$/u.test(power) ? countries.alpha3ToAlpha2(power) : undefined;
  return (alpha2 && REGIONS.of(alpha2)) || power;
}

/** What to call powers that stand as codes or entity ids. */
export const powerNames = (store: Store, views: Views, powers: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries([...new Set(powers)].map((power) => [power, powerName(store, views, power)]));
