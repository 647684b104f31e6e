import { signal } from '@preact/signals';

/** What a screen reader is told of a change that nobody looks at. */
export const announced = signal('');

export function announce(text: string): void {
  // The same words twice are told twice.
  announced.value = announced.value === text ? `${text}\u00A0` : text;
}
