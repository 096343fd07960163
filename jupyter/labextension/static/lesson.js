// «Kiểm tra» and «Nộp bài» in the toolbar of every lesson, and the line below it that says what came out.

import { runChecks, RanCells } from './checking.js';
import { watchHints } from './hints.js';
import { keepProsePlain } from './prose.js';

const POLL_EVERY = 1500; // milliseconds
const POLL_TIMES = 400;

export function plugin(jupyter, course) {
  return {
    id: '@binhdan/course:lesson',
    description: 'Check and hand-in buttons for lessons.',
    autoStart: true,
    activate: app => {
      const ran = new RanCells(jupyter.notebook.NotebookActions);
      app.docRegistry.addWidgetExtension('Notebook', {
        createNew: (panel, context) => {
          void context.ready.then(() => {
            const about = context.model.getMetadata('binhdan');
            if (about?.lesson && !panel.isDisposed) {
              new LessonBar(jupyter, course, ran, panel, about.lesson);
              keepProsePlain(panel);
            }
          });
        }
      });
    }
  };
}

class LessonBar {
  constructor(jupyter, course, ran, panel, lesson) {
    Object.assign(this, { jupyter, course, ran, panel, lesson, busy: false });
    this.line = new Line(jupyter.widgets.Widget);
    panel.contentHeader.addWidget(this.line.widget);
    this.addButton('binhdan-check', 'Kiểm tra', 'Chạy các phần tự kiểm tra của bài này', () => this.check());
    if (course.isOpen) {
      this.addButton('binhdan-hand-in', 'Nộp bài', 'Lưu và nộp bài này', () => this.handIn());
      watchHints(panel, cell => void this.hintOpened(cell));
    }
  }

  addButton(name, label, tooltip, work) {
    const onClick = () => void this.once(work);
    const button = new this.jupyter.ui.ToolbarButton({ label, tooltip, onClick, className: 'bd-button' });
    button.addClass(name);
    this.panel.toolbar.insertItem(name === 'binhdan-check' ? 0 : 1, name, button);
  }

  /** One thing at a time: a second click while something runs does nothing. */
  async once(work) {
    if (this.busy) {
      return;
    }
    this.busy = true;
    try {
      await work();
    } catch (error) {
      this.line.say('trouble', error.message);
    } finally {
      this.busy = false;
    }
  }

  async save() {
    this.line.say('busy', 'Đang lưu…');
    try {
      await this.panel.context.save();
    } catch {
      if (this.course.isOpen) {
        await this.course.home(); // says so itself where it is the whole course that is away
      }
      throw new Error('Chưa lưu được bài. Xem ổ đĩa còn chỗ không, rồi bấm lại.');
    }
  }

  async check() {
    await this.save();
    const outcome = await runChecks(this.jupyter.notebook, this.panel, this.ran, (done, all) =>
      this.line.say('busy', `Đang kiểm tra… ô ${done}/${all}. Lâu quá thì bấm ■ để dừng.`)
    );
    await this.panel.context.save().catch(() => undefined);
    this.course.changed.emit();
    this.line.say(outcome.look, outcome.message);
    if (outcome.cell) {
      void this.show(outcome.cell);
    }
  }

  async hintOpened(cell) {
    try {
      const { first } = await this.course.hintOpened(this.panel.context.localPath, cell);
      if (first) {
        this.line.say('gentle', 'Bạn đã mở gợi ý 2: bài này mất 1 điểm thi đua, điểm bài không đổi.');
      }
    } catch (error) {
      this.line.say('trouble', error.message);
    }
  }

  async show(cell) {
    const notebook = this.panel.content;
    const index = notebook.widgets.indexOf(cell);
    notebook.activeCellIndex = index;
    notebook.deselectAll();
    await notebook.scrollToItem(index, 'center').catch(() => undefined);
  }

  async handIn() {
    await this.save();
    this.line.say('busy', 'Đang nộp bài…');
    const receipt = await this.course.handIn(this.panel.context.localPath);
    this.course.changed.emit();
    this.line.say('passed', `Đã nộp bài lúc ${clock(receipt.handed_in_at)}.`);
    const told = new Receipt(receipt);
    void this.showReceipt(told);
    if (receipt.self_study) {
      void this.waitForMark(told);
    } else {
      told.tell('Điểm sẽ hiện ở Trang chủ khi lớp chấm xong.');
    }
  }

  showReceipt(told) {
    const { Dialog, showDialog } = this.jupyter.apputils;
    const body = new this.jupyter.widgets.Widget({ node: told.node });
    return showDialog({ title: 'Đã nộp bài', body, buttons: [Dialog.okButton({ label: 'Đóng' })] });
  }

  async waitForMark(told) {
    told.tell('Đang chấm…');
    for (let turn = 0; turn < POLL_TIMES; turn++) {
      await new Promise(done => setTimeout(done, POLL_EVERY));
      const result = await this.course.result(this.lesson).catch(error => ({ stage: 'failed', message: error.message }));
      if (result.stage === 'done' || result.stage === 'failed') {
        const feedback = result.feedback ? this.course.url(result.feedback) : '';
        told.tell(result.message, feedback);
        const look = result.passed ? 'passed' : 'gentle';
        this.line.say(result.stage === 'done' ? look : 'trouble', result.message, feedback);
        this.course.changed.emit();
        return;
      }
    }
    told.tell('Chấm lâu hơn thường lệ. Điểm sẽ hiện ở Trang chủ.');
  }
}

/** The line between toolbar and notebook; screen readers hear each change. */
class Line {
  constructor(Widget) {
    this.widget = new (tallAsItsText(Widget))();
    this.widget.addClass('bd-line');
    this.widget.node.setAttribute('role', 'status');
    this.widget.hide();
  }

  say(look, message, feedback = '') {
    this.widget.node.dataset.look = look;
    this.widget.text.replaceChildren(message, ...feedbackLink(feedback));
    this.widget.show();
    this.widget.takeRoom();
  }
}

/** JupyterLab's panels give a widget its CSS minimum only, so the minimum follows the text. */
function tallAsItsText(Widget) {
  return class extends Widget {
    constructor() {
      super();
      this.text = document.createElement('div');
      this.node.append(this.text);
    }

    takeRoom() {
      const height = `${this.text.offsetHeight}px`;
      if (this.node.style.minHeight !== height) {
        this.node.style.minHeight = height;
        this.parent?.fit();
      }
    }

    onResize() {
      this.takeRoom();
    }
  };
}

class Receipt {
  constructor(receipt) {
    this.node = document.createElement('div');
    this.node.className = 'bd-receipt';
    const list = document.createElement('dl');
    const rows = [
      ['Bài', `${receipt.lesson} · ${receipt.title}`],
      ['Học viên', receipt.learner],
      ['Lúc', moment(receipt.handed_in_at)],
      ['Nơi nhận', receipt.where],
      ['Gửi kèm', `số ngày có học: ${receipt.practice_days.length}; gợi ý 2 đã mở: ${receipt.hints}`],
      ['Mã bài nộp', receipt.short_digest]
    ];
    for (const [name, value] of rows) {
      const term = document.createElement('dt');
      const text = document.createElement('dd');
      term.textContent = name;
      text.textContent = value;
      list.append(term, text);
    }
    this.mark = document.createElement('p');
    this.mark.className = 'bd-receipt-mark';
    this.mark.setAttribute('role', 'status');
    this.node.append(list, this.mark);
  }

  tell(message, feedback = '') {
    this.mark.replaceChildren(message, ...feedbackLink(feedback));
  }
}

function feedbackLink(address) {
  if (!address) {
    return [];
  }
  const link = document.createElement('a');
  Object.assign(link, { href: address, target: '_blank', rel: 'noopener', textContent: 'Xem nhận xét' });
  return [' ', link];
}

const clock = iso => new Date(iso).toLocaleTimeString('vi-VN', { hour: '2-digit', minute: '2-digit' });
const moment = iso => `${clock(iso)}, ngày ${new Date(iso).toLocaleDateString('vi-VN')}`;
