import { isDated, propertiesOf } from '../../declare/entity.ts';
import type { Model } from '../../declare/model.ts';
import { rememberedBy } from '../../declare/once.ts';
import type { Properties } from '../../declare/property.ts';

/** The properties that activities of any type have: of one name, all say the same. */
export const propertiesOfActivities = rememberedBy(
  (model: Model): Properties => Object.assign({}, ...model.types.filter(isDated).map(propertiesOf)) as Properties,
);
