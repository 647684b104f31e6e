/** How far a pointer moves before it is more than a click, in pixels. */
export const DRAG = 4;
