import { quoted } from '../../declare/errors.ts';
import { kindOfId } from '../../declare/ids.ts';
import type { Operation } from '../../declare/operation.ts';
import type { ExportedGraph } from '../../export/exported-graph.ts';
import { jsonld } from '../../export/jsonld.ts';
import { Refusal } from '../admission.ts';
import { Answer, pathOf } from '../http/message.ts';
import type { Route } from '../http/route.ts';
import { readArguments } from './arguments.ts';
import { COMMON, type ExportOptions, opening, written } from './file.ts';

/**
 * What has an id, as JSON-LD, at the address that it has there: `GET /id/Country:TR` answers with the entity, and with the
 * passages that report it; the same of facts, passages and documents.
 */
export function identifierRoute(options: ExportOptions): Route {
  const answered = opening(options);
  return {
    path: '/id/',
    methods: ['GET', 'HEAD'],
    crossOrigin: true,
    async answer(request, { signal }) {
      return await answered(request, signal, async (opened) => {
        if (opened.isThere) return new Answer(null, { status: 304, headers: opened.headers });
        readArguments([], opened.parameters, COMMON);
        const id = decoded(pathOf(request.target).slice('/id/'.length));
        const graph = await identified(opened.operation, id);
        if (!graph) throw new Refusal('BAD_USER_INPUT', 404, `Nothing has the id ${quoted(id)}.`);
        return written(opened, { name: 'id', format: jsonld, title: id, graph });
      });
    },
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

async function identified(operation: Operation, id: string): Promise<ExportedGraph | undefined> {
  switch (kindOfId(id).of) {
    case 'entity': {
      const entity = await operation.entity(id);
      return entity && factsSource({ nodes: [entity], passages: await operation.passages(entity.evidence ?? []) });
    }
    case 'fact': {
      const fact = await operation.fact(id);
      if (!fact) return undefined;
      const passages = await operation.passages(fact.row.evidence ?? []);
      return factsSource({ nodes: [fact.source, fact.target], edges: [fact], passages });
    }
    case 'passage': {
      const passage = await operation.passage(id);
      return passage && factsSource({ passages: [passage] });
    }
    case 'document': {
      const document = await operation.document(id);
      return document && factsSource({ documents: [document] });
    }
    default:
      return undefined;
  }
}

function factsSource(rows: Partial<Extract<ExportedGraph, { kind: 'facts' }>>): ExportedGraph {
  return { kind: 'facts', nodes: [], edges: [], passages: [], ...rows };
}
