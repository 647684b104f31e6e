import type { ModelProperty } from '../api/model.ts';
import type { Span } from '../api/picture.ts';
import { model } from '../data.ts';
import { select } from '../shell/actions.ts';
import { moneyText, numberText, say } from '../words/words.ts';
import { type Tagged, Words } from './text.tsx';

/** What an entity or a fact has of its type: each property as its kind is read. */
export function PropertyList({
  of,
  row,
}: {
  readonly of: readonly ModelProperty[] | undefined;
  readonly row: Readonly<Record<string, unknown>>;
}) {
  const properties = (of ?? []).filter(
    ({ name, kind }) => name !== 'date' && kind !== 'COORDINATES' && !isNothing(row[name]),
  );
  const coordinates = row['coordinates'] as { latitude: number; longitude: number } | null | undefined;
  if (properties.length === 0 && !coordinates) return null;
  return (
    <section>
      <h3>{say('properties')}</h3>
      <dl class="properties">
        {properties.map((property) => (
          <div key={property.name}>
            <dt title={property.description}>
              <bdi>{property.label}</bdi>
            </dt>
            <dd>
              <PropertyValue property={property} value={row[property.name]} />
            </dd>
          </div>
        ))}
        {coordinates ? (
          <div>
            <dt>{say('coordinates')}</dt>
            <dd dir="ltr">
              {coordinates.latitude}, {coordinates.longitude}
            </dd>
          </div>
        ) : null}
      </dl>
    </section>
  );
}

const isNothing = (value: unknown) =>
  value === null || value === undefined || (Array.isArray(value) && value.length === 0);

function PropertyValue({ property, value }: { readonly property: ModelProperty; readonly value: unknown }) {
  const { kind, vocabulary, unit } = property;
  const term = (each: unknown) =>
    model.value?.terms(vocabulary).find((one) => one.value === each)?.label ?? String(each);
  switch (kind) {
    case 'CHOICE':
      return <bdi>{term(value)}</bdi>;
    case 'CHOICES':
      return <bdi>{(value as unknown[]).map(term).join(', ')}</bdi>;
    case 'DATE':
      return <bdi>{(value as Span).label}</bdi>;
    case 'NUMBER':
      return (
        <bdi>
          {numberText(Number(value))} {unit}
        </bdi>
      );
    case 'MONEY': {
      const { amount, currency } = value as { amount: string; currency: string };
      return <bdi>{moneyText(amount, currency)}</bdi>;
    }
    case 'REFERENCE':
    case 'REFERENCES':
      return (
        <>
          {[value].flat().map((each) => {
            const { id, label } = each as { id: string; label: string };
            return (
              <button key={id} type="button" class="link" onClick={() => select(id)}>
                <bdi>{label}</bdi>
              </button>
            );
          })}
        </>
      );
    case 'QUANTITIES':
      return (
        <ul>
          {(value as { name: string; value: number; label: Tagged }[]).map((each) => (
            <li key={each.name}>
              {numberText(each.value)} <Words text={each.label} />
            </li>
          ))}
        </ul>
      );
    case 'URL':
      return /^https?:/.test(String(value)) ? (
        <a href={String(value)} rel="noreferrer noopener" target="_blank" dir="ltr">
          {String(value)}
        </a>
      ) : (
        <bdi>{String(value)}</bdi>
      );
    default:
      return <bdi>{String(value)}</bdi>;
  }
}
