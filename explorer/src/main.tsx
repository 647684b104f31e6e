import { effect } from '@preact/signals';
import { render } from 'preact';
import { listenToKeys } from './shell/keys.ts';
import { Page } from './shell/page.tsx';
import { theme } from './shell/theme.ts';
import { state } from './state/history.ts';
import { direction } from './words/words.ts';

effect(() => {
  document.documentElement.lang = state.value.language;
  document.documentElement.dir = direction.value;
  document.documentElement.dataset['theme'] = theme.value;
});
listenToKeys();
const root = document.getElementById('page');
if (root) render(<Page />, root);
