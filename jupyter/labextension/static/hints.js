// Second hints cost a point: the first time one is opened, the course is told and the learner sees it.

const PRICED = 'priced-hint';

/** Watch the hints of a lesson's notebook; ``opened(cell id)`` is called whenever one that has a price unfolds. */
export function watchHints(panel, opened) {
  // "toggle" does not bubble, so it is caught on its way down.
  panel.content.node.addEventListener(
    'toggle',
    event => {
      const cell = event.target.open && panel.content.widgets.find(one => one.node.contains(event.target));
      if (cell && (cell.model.getMetadata('tags') ?? []).includes(PRICED)) {
        opened(cell.model.id);
      }
    },
    true
  );
}
