/** The model that is served where nothing says another, of which most tests ask. */
import { defaultModel } from '../../src/model/choice.ts';

export const model = await defaultModel();
