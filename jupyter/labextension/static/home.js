// «Trang chủ»: a tab that shows the course's home page.

import { Review } from './review.js';

const COMMAND = 'binhdan:home';

export function plugin(jupyter, course) {
  const { application, apputils, launcher, mainmenu } = jupyter;
  return {
    id: '@binhdan/course:home',
    description: 'The home page of the course.',
    autoStart: true,
    requires: [application.ILabShell],
    optional: [application.ILayoutRestorer, apputils.ICommandPalette, launcher.ILauncher, mainmenu.IMainMenu],
    activate: (app, shell, restorer, palette, launchers, menus) => {
      if (course.isOpen) {
        addHome(jupyter, course, app, shell, restorer);
        palette?.addItem({ command: COMMAND, category: 'Bình dân học AI' });
        launchers?.add({ command: COMMAND, category: 'Bình dân học AI', rank: 0 });
        menus?.viewMenu.addGroup([{ command: COMMAND }], 0);
      }
    }
  };
}

function addHome(jupyter, course, app, shell, restorer) {
  const { apputils, coreutils, widgets, ui } = jupyter;
  const tracker = new apputils.WidgetTracker({ namespace: 'binhdan-home' });
  const HomePage = homePage(widgets.Widget, course, app);

  function open(activate) {
    let page = tracker.currentWidget;
    if (!page || page.isDisposed) {
      page = new HomePage();
      page.title.icon = ui.homeIcon;
    }
    if (!page.isAttached) {
      shell.add(page, 'main', { activate: false });
    }
    if (!tracker.has(page)) {
      void tracker.add(page);
    }
    if (activate) {
      shell.activateById(page.id);
    }
  }

  app.commands.addCommand(COMMAND, {
    label: 'Trang chủ',
    caption: 'Bài hôm nay, đường học và điểm của bạn',
    icon: ui.homeIcon,
    execute: ({ activate = true } = {}) => open(activate)
  });
  void restorer?.restore(tracker, { command: COMMAND, args: () => ({ activate: false }), name: () => 'home' });
  void app.restored.then(() => {
    const openedOnALesson = Boolean(coreutils.PageConfig.getOption('treePath'));
    open(!openedOnALesson);
    if (window.innerWidth < 760) {
      shell.collapseLeft();
    }
  });
}

function homePage(Widget, course, app) {
  return class HomePage extends Widget {
    constructor() {
      super();
      this.id = 'binhdan-home';
      this.addClass('bd-home-page');
      this.title.label = 'Trang chủ';
      this.title.closable = true;
      this.node.tabIndex = -1;
      this.node.addEventListener('click', this);
      this.review = new Review(this.node, course);
      course.changed.connect(this.refresh, this);
    }

    dispose() {
      course.changed.disconnect(this.refresh, this);
      super.dispose();
    }

    onAfterShow() {
      void this.refresh();
    }

    onAfterAttach() {
      void this.refresh();
    }

    onActivateRequest() {
      if (!this.node.contains(document.activeElement)) {
        this.node.focus();
      }
    }

    async refresh() {
      const open = new Set([...this.node.querySelectorAll('details[open]')].map(one => one.dataset.level));
      const known = Boolean(this.node.querySelector('.bd-home'));
      const page = await course.home().catch(error => this.showError(error));
      if (!page) {
        return;
      }
      this.review.keep(() => (this.node.innerHTML = page));
      if (known) {
        // Levels that the learner opened or closed stay so.
        this.node.querySelectorAll('details').forEach(one => (one.open = open.has(one.dataset.level)));
      }
    }

    showError(error) {
      this.node.querySelector('.bd-trouble')?.remove();
      const line = document.createElement('p');
      line.className = 'bd-trouble';
      line.role = 'alert';
      line.textContent = error.message;
      this.node.prepend(line);
    }

    async handleEvent(event) {
      const target = event.target.closest('[data-path], [data-action]');
      if (!target) {
        return;
      }
      event.preventDefault();
      if (this.review.takes(target)) {
        return void this.review.act(target).catch(error => this.showError(error));
      }
      try {
        const path = target.dataset.path ?? (await course.newVersion(target.dataset.lesson)).path;
        await app.commands.execute('docmanager:open', { path });
        course.changed.emit();
      } catch (error) {
        this.showError(error);
      }
    }
  };
}
