/** Writes generated entities of FollowTheMoney into a file, one JSON object on each line. */
export function writeEntities(path: string, options: { readonly count: number; readonly seed?: number }): Promise<void>;
