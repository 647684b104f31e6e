/** A dossier cannot be saved there, or not now. The message says why. */
export class NotSaved extends Error {
  override readonly name = 'NotSaved';
}
