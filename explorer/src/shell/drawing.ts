import { signal } from '@preact/signals';

/** What a view that draws can save of its picture. */
export interface Drawing {
  png(): Promise<Blob>;
  svg(): string;
}

/** The drawing that is on the page, where the view draws one. */
export const drawing = signal<Drawing | undefined>(undefined);
