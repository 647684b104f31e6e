/** An amount of money: a whole number of the smallest units of its currency, so that sums are exact. */
export interface Money {
  /** At most {@link MOST_DIGITS} digits, so that it is exact as a number. */
  readonly amount: number;
  /** A code of ISO 4217, such as `EUR`; that of a currency of the past, such as `DEM`, too. */
  readonly currency: string;
}

/** An amount of money that is none. The message says what was expected. */
export class InvalidMoney extends Error {
  override readonly name = 'InvalidMoney';
}

const MOST_DIGITS = 15;

/**
 * How many decimals a currency has, by ISO 4217 (list one, 2024-06-25), where they are not two. Those of the past have
 * two here, whatever they had. What stands in a graph is counted in them: none may ever be changed.
 */
const DECIMALS: { readonly [decimals: number]: string } = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
};
/** Codes of ISO 4217 that are no money: metals, units of account of banks, and the codes for tests and for none. */
const NO_MONEY = new Set('XAG XAU XPD XPT XBA XBB XBC XBD XDR XSU XUA XTS XXX'.split(' '));
const decimals = new Map(
  Object.entries(DECIMALS).flatMap(([count, codes]) => codes.split(' ').map((code) => [code, Number(count)] as const)),
);
const names = new Intl.DisplayNames('en', { type: 'currency', fallback: 'none' });

/** How many decimals a currency has; undefined where there is no such currency. */
function decimalsOf(currency: string): number | undefined {
  if (!/^[A-Z]{3}$/.test(currency) || NO_MONEY.has(currency) || names.of(currency) === undefined) return undefined;
  return decimals.get(currency) ?? 2;
}

/** Money as a dossier writes it: `1200.50 EUR`. @throws InvalidMoney */
export function parseMoney(text: string): Money {
  const [decimal = '', currency, ...rest] = text.split(' ');
  if (currency === undefined || rest.length > 0)
    throw new InvalidMoney('an amount, a space and a currency, such as 1200.50 EUR');
  if (/^[A-Z]{3}$/.test(decimal)) throw new InvalidMoney(`the amount before its currency: ${currency} ${decimal}`);
  return { amount: minorUnits(decimal, currency), currency };
}

/** @throws InvalidMoney where there is no such currency */
export function checkCurrency(currency: string): void {
  if (decimalsOf(currency) === undefined)
    throw new InvalidMoney(`a currency of ISO 4217, such as EUR, and ${currency} is none`);
}

/** A decimal text in the smallest units of a currency: 120050 for `1200.50` of EUR. @throws InvalidMoney */
export function minorUnits(decimal: string, currency: string): number {
  checkCurrency(currency);
  const places = decimalsOf(currency) ?? 2;
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal) ?? [];
  if (whole === '') throw new InvalidMoney('an amount in digits, such as 1200.50, without signs between them');
  if (fraction.length > places)
    throw new InvalidMoney(`at most ${places} decimals, as ${currency} has, and ${decimal} has ${fraction.length}`);
  const digits = (whole + fraction.padEnd(places, '0')).replace(/^0+(?=\d)/, '');
  if (digits.length > MOST_DIGITS)
    throw new InvalidMoney(`at most ${MOST_DIGITS} digits, decimals included, and ${decimal} has ${digits.length}`);
  return Number(sign + digits) + 0;
}

/** An amount as a decimal text, exact whatever its size: `1200.50` for 120050 of EUR. */
export function decimalOf(amount: number | bigint, currency: string): string {
  return decimalText(BigInt(amount), decimalsOf(currency) ?? 2);
}

/** A count of the smallest units as a decimal text, exact: `1200.50` for 120050 with two places. */
export function decimalText(units: bigint, places: number): string {
  const digits = String(units < 0n ? -units : units).padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places);
  return `${units < 0n ? '-' : ''}${whole}${places === 0 ? '' : `.${digits.slice(-places)}`}`;
}

/** Money in words: `€1,200.50`. Digits are western in every language. */
export function moneyInWords({ amount, currency }: Money, language: string): string {
  const places = decimalsOf(currency) ?? 2;
  const format = new Intl.NumberFormat(`${language}-u-nu-latn`, {
    style: 'currency',
    currency,
    minimumFractionDigits: places,
    maximumFractionDigits: places,
  });
  // A decimal text is formatted exactly; TypeScript knows that such is a number.
  return format.format(decimalOf(amount, currency) as `${number}`);
}
