// Running a lesson's visible checks and putting what they say into one line.

/** Which cells ran without an error since their kernel started. */
export class RanCells {
  constructor(NotebookActions) {
    this.byKernel = new WeakMap();
    NotebookActions.executed.connect((_, { notebook, cell, success }) => {
      const session = notebook.parent?.sessionContext;
      if (success && session) {
        this.of(session).add(cell.model.id);
      }
    });
  }

  of(session) {
    if (!this.byKernel.has(session)) {
      const cells = new Set();
      this.byKernel.set(session, cells);
      session.kernelChanged.connect(() => cells.clear());
      session.statusChanged.connect((_, status) => {
        if (['restarting', 'autorestarting', 'terminating', 'dead'].includes(status)) {
          cells.clear();
        }
      });
    }
    return this.byKernel.get(session);
  }
}

/**
 * Run exercises and checks in order, with the setup that this kernel has not seen yet.
 * Returns {look: passed|failed|gentle|trouble, message, cell}: `cell` is where to look next.
 */
export async function runChecks({ NotebookActions }, panel, ran, progress) {
  const session = panel.sessionContext;
  await session.ready;
  if (!session.session?.kernel) {
    return { look: 'trouble', message: 'Sổ bài chưa nối với Python. Bấm ⟳ (khởi động lại nhân) rồi kiểm tra lại.' };
  }
  const cells = cellsToRun(panel.content.widgets, ran.of(session));
  const broken = new Map(); // exercise name -> its cell
  const verdicts = [];
  for (const [index, cell] of cells.entries()) {
    progress(index + 1, cells.length);
    const owner = [...broken.keys()].find(name => belongsTo(cell, name));
    if (!owner) {
      await NotebookActions.runCells(panel.content, [cell], session);
    }
    if (isExercise(cell) && errorOf(cell)) {
      broken.set(nameOf(cell), cell);
    } else if (isCheck(cell)) {
      verdicts.push(owner ? brokenVerdict(broken.get(owner)) : verdictOf(cell, cells));
    }
  }
  return summary(verdicts, [...broken.values()]);
}

function summary(verdicts, broken) {
  if (!verdicts.length) {
    const [cell] = broken;
    return cell
      ? { look: 'failed', message: brokenVerdict(cell).reason, cell }
      : { look: 'gentle', message: 'Bài này không có phần tự kiểm tra. Làm xong thì bấm «Nộp bài».' };
  }
  const passed = verdicts.filter(verdict => verdict.state === 'passed').length;
  const first = verdicts.find(verdict => verdict.state !== 'passed');
  if (!first) {
    return { look: 'passed', message: `Đạt cả ${passed}/${passed} phần tự kiểm tra. Bấm «Nộp bài» để lấy điểm.` };
  }
  const gentle = first.state === 'not_attempted';
  const lead = gentle ? '' : 'Chưa đạt: ';
  return {
    look: gentle ? 'gentle' : 'failed',
    message: `Đạt ${passed}/${verdicts.length} phần. ${lead}${first.reason}`,
    cell: first.cell
  };
}

function cellsToRun(cells, alreadyRan) {
  const code = cells.filter(cell => cell.model.type === 'code' && !tags(cell).includes('real-model'));
  const last = code.findLastIndex(isOurs);
  return code.slice(0, last + 1).filter(cell => isOurs(cell) || !alreadyRan.has(cell.model.id));
}

const tags = cell => cell.model.getMetadata('tags') ?? [];
const nbgrader = cell => cell.model.getMetadata('nbgrader') ?? {};
const nameOf = cell => nbgrader(cell).grade_id ?? '';
const isOurs = cell => isExercise(cell) || isCheck(cell);
const isExercise = cell => Boolean(nbgrader(cell).solution);
const sourceOf = cell => cell.model.sharedModel.getSource();
// A comment line is dropped: whoever clicks at its end and types would write into the void.
const TYPED_BEHIND_THE_STUB = /^#.*dưới dòng này[^\S\n]*\S.*$(?!\n\s*\S)/m;
const hasCode = cell =>
  sourceOf(cell).split('\n').some(line => line.trim() && !line.trim().startsWith('#'));
// A held-out check arrives here as one comment line: there is nothing in it to run.
const isCheck = cell => Boolean(nbgrader(cell).grade) && !isExercise(cell) && hasCode(cell);
const belongsTo = (cell, exercise) => isCheck(cell) && nameOf(cell).replace(/-check(-\d+)?$/, '') === exercise;

function outputs(cell) {
  const found = [];
  for (let index = 0; index < cell.model.outputs.length; index++) {
    found.push(cell.model.outputs.get(index).toJSON());
  }
  return found;
}

const errorOf = cell => outputs(cell).find(output => output.output_type === 'error');

function verdictOf(cell, cells) {
  const exercise = cells.find(one => isExercise(one) && belongsTo(cell, nameOf(one)));
  if (exercise && TYPED_BEHIND_THE_STUB.test(sourceOf(exercise))) {
    const reason = 'Chữ bạn gõ nằm trên dòng ghi chú (dòng có dấu #) nên máy bỏ qua. Bấm Enter để xuống dòng mới rồi gõ.';
    return { state: 'not_attempted', reason, cell: exercise };
  }
  for (const output of outputs(cell)) {
    const html = [output.data?.['text/html'] ?? ''].flat().join('');
    const said = new DOMParser().parseFromString(html, 'text/html').querySelector('.binhdan-verdict');
    if (said) {
      said.querySelector('b')?.remove();
      return { state: said.dataset.state, reason: said.textContent.trim(), cell };
    }
  }
  const error = errorOf(cell);
  if (error?.ename === 'NameError') {
    return { state: 'not_attempted', reason: 'Làm ô bài làm phía trên rồi bấm «Kiểm tra» lại.', cell };
  }
  const what = error ? ` (${error.ename})` : '';
  return { state: 'failed', reason: `Phần tự kiểm tra chưa cho kết quả${what}. Chạy lại từ ô đầu rồi kiểm tra lại.`, cell };
}

function brokenVerdict(cell) {
  const { ename, evalue } = errorOf(cell);
  const hint = {
    SyntaxError: 'Xem còn thiếu dấu ngoặc hay dấu nháy nào không',
    IndentationError: 'Xem các dòng có thụt vào thẳng hàng không',
    NameError: 'Xem tên viết đã đúng chưa, các ô phía trên đã chạy chưa',
    KeyboardInterrupt: 'Ô bị dừng giữa chừng'
  }[ename];
  const reason = hint ? `${hint} (${ename}).` : `Ô bài làm báo lỗi ${ename}: ${String(evalue).slice(0, 120)}. Sửa ô đó.`;
  return { state: 'failed', reason: `${reason} Sửa xong thì bấm «Kiểm tra» lại.`, cell };
}
