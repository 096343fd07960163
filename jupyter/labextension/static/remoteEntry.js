// What JupyterLab loads: hands the application's own modules to the plugins. Plain JavaScript, nothing to build.
(() => {
  'use strict';

  const here = document.currentScript.src;
  const MODULES = {
    apputils: '@jupyterlab/apputils',
    application: '@jupyterlab/application',
    coreutils: '@jupyterlab/coreutils',
    launcher: '@jupyterlab/launcher',
    mainmenu: '@jupyterlab/mainmenu',
    notebook: '@jupyterlab/notebook',
    services: '@jupyterlab/services',
    translation: '@jupyterlab/translation',
    ui: '@jupyterlab/ui-components',
    signaling: '@lumino/signaling',
    widgets: '@lumino/widgets'
  };
  let scope;

  async function take(name) {
    const offers = Object.values(scope[name] ?? {});
    // Other extensions may offer a copy of their own; only the application's is the one in use.
    const offer = offers.find(one => one.from === '@jupyterlab/application-top') ?? offers[0];
    if (!offer) {
      throw new Error(`@binhdan/course: JupyterLab has no ${name}`);
    }
    return (await offer.get())();
  }

  async function plugins() {
    const names = Object.keys(MODULES);
    const taken = await Promise.all(names.map(name => take(MODULES[name])));
    const jupyter = Object.fromEntries(names.map((name, index) => [name, taken[index]]));
    const [server, home, lesson] = await Promise.all(
      ['server', 'home', 'lesson'].map(name => import(new URL(`./${name}.js`, here)))
    );
    const course = new server.CourseServer(jupyter);
    return [words(jupyter), home.plugin(jupyter, course), lesson.plugin(jupyter, course)];
  }

  // Many of JupyterLab's dialogs ask for no translator and get one that translates nothing.
  function words(jupyter) {
    return {
      id: '@binhdan/course:words',
      autoStart: true,
      requires: [jupyter.translation.ITranslator],
      activate: (app, translator) => {
        jupyter.translation.nullTranslator.load = domain => translator.load(domain);
      }
    };
  }

  function addStyle() {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = new URL('./style.css', here);
    document.head.append(link);
  }

  window._JUPYTERLAB = window._JUPYTERLAB ?? {};
  window._JUPYTERLAB['@binhdan/course'] = {
    init: shared => {
      scope = shared;
    },
    get: async () => {
      addStyle();
      const found = await plugins();
      return () => ({ __esModule: true, default: found });
    }
  };
})();
