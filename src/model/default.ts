import type { Model } from '../declare/model.ts';
import { modelOf } from './declarations.ts';
import { shippedModel } from './shipped.ts';

/** What is served where nothing says another. */
const DEFAULT = 'diplomacy';

export async function defaultModel(): Promise<Model> {
  const definition = await shippedModel(DEFAULT);
  if (!definition) throw new Error(`The model ${DEFAULT} is missing.`);
  return modelOf(definition);
}
