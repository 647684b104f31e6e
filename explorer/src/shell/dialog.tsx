import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { say } from '../words/words.ts';

/** A dialog of the browser's own: it keeps the focus, and gives it back. */
export function Dialog(props: {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}) {
  const ref = useRef<HTMLDialogElement>(null);
  // One dialog can open another.
  const title = useId();
  useEffect(() => {
    const dialog = ref.current;
    if (dialog && !dialog.open) dialog.showModal();
    // Also one that something else takes away gives the focus back.
    return () => dialog?.close();
  }, []);
  const onClose = () => {
    if (ref.current) props.onClose();
  };
  return (
    <dialog ref={ref} aria-labelledby={title} onClose={onClose} onClick={closeOutside}>
      <div class="dialog">
        <header>
          <h2 id={title} dir="auto">
            {props.title}
          </h2>
          <button type="button" class="quiet" aria-label={say('close')} onClick={() => ref.current?.close()}>
            ✕
          </button>
        </header>
        {props.children}
      </div>
    </dialog>
  );
}

function closeOutside(event: MouseEvent): void {
  if (event.target instanceof HTMLDialogElement) event.target.close();
}
