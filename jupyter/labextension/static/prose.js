// Cells that hold prose, not Python (%%prompt, %%text): no Python colours, and letters made for reading.

const PROSE = /^%%(prompt|text)\b/;
const PLAIN = 'text/plain';

/** Keep every prose cell of a notebook plain, also after the kernel says that cells are Python. */
export function keepProsePlain(panel) {
  const dress = () => panel.content.widgets.forEach(dressCell);
  panel.content.modelContentChanged.connect(dress);
  panel.content.renderingLayoutChanged?.connect(dress);
  dress();
}

function dressCell(cell) {
  if (cell.model.type !== 'code' || !PROSE.test(cell.model.sharedModel.getSource())) {
    return;
  }
  if (!cell.hasClass('bd-prose')) {
    cell.addClass('bd-prose');
    cell.model.mimeTypeChanged.connect(model => makePlain(model));
  }
  makePlain(cell.model);
}

function makePlain(model) {
  if (model.mimeType !== PLAIN) {
    model.mimeType = PLAIN;
  }
}
