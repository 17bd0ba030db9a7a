import type { Random } from './random.ts';

/** Names that break what handles them carelessly: quotes, markup, other scripts. */
const AWKWARD = [
  "O'Neill & Søn",
  'Müller <GmbH>',
  '株式会社テスト',
  'Οδυσσέας ΑΕ',
  'Сибирские Данные',
  '| **Bold** <b>Ltd</b>',
  'Ünïcödé "Quoted" AB',
  'شركة المثال',
];

const FIRST = [
  'Blue',
  'North',
  'Silver',
  'Bright',
  'Stone',
  'Clear',
  'Red',
  'Iron',
  'Golden',
  'Summit',
  'Harbor',
  'Prime',
];
const SECOND = [
  'field',
  'wave',
  'bridge',
  'peak',
  'forge',
  'leaf',
  'gate',
  'light',
  'river',
  'point',
  'ridge',
  'works',
];
const KIND = [
  'Inc',
  'Ltd',
  'GmbH',
  'Labs',
  'Group',
  'Systems',
  'Health',
  'Logistics',
  'Energy',
  'Media',
  'Foods',
  'Bank',
];
const PEOPLE = [
  'Ana Ruiz',
  'Ben Okafor',
  'Chen Wei',
  'Dana Novak',
  'Elif Kaya',
  'Finn Olsen',
  'Grace Kim',
  'Hugo Martin',
];

/** The name of the fleet's customer number `index`. */
export function companyName(index: number, random: Random): string {
  return AWKWARD[index] ?? `${random.pick(FIRST)}${random.pick(SECOND)} ${random.pick(KIND)}`;
}

/** Somebody's name. */
export function personName(random: Random): string {
  return random.pick(PEOPLE);
}
