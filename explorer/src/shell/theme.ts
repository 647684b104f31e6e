import { effect, signal } from '@preact/signals';

export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const KEPT = 'dragoman-theme';

/** A reader's wish for this device; the device's own where nothing is wished. */
export const theme = signal<Theme>(THEMES.find((each) => each === localStorage.getItem(KEPT)) ?? 'auto');

effect(() => {
  localStorage.setItem(KEPT, theme.value);
});

const device = matchMedia('(prefers-color-scheme: dark)');
const deviceDark = signal(device.matches);
device.addEventListener('change', ({ matches }) => {
  deviceDark.value = matches;
});

/** Whether the page is dark now: what draws on a canvas has no style sheet. */
export function isDark(): boolean {
  return theme.value === 'dark' || (theme.value === 'auto' && deviceDark.value);
}
