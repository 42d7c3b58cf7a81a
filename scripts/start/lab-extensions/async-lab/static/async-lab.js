/* global document, window, IntersectionObserver */
// What is different in the course's JupyterLab.
//
// A notebook's kernel starts once its tab is looked at, or one of its cells is run. JupyterLab itself starts one for each
// restored tab, seen or not; and where a cell is run before JupyterLab has read which kernel its notebook wants, it asks
// for one, once for each cell. A server that was started again is found at once. And the menus' Spanish is complete.
//
// A prebuilt extension, written by hand as the container that JupyterLab loads.
// @see https://jupyterlab.readthedocs.io/en/stable/extension/extension_dev.html#prebuilt-extensions
(() => {
  let shared;
  const beside = document.currentScript.src;

  /** A module of JupyterLab's own, whose tokens are the ones that its plugins go by. */
  const loadShared = async (name) => (await Object.values(shared[name])[0].get())();

  /**
   * Says when a notebook's kernel starts, and sees to it that it starts once.
   *
   * @returns a function that keeps its promise when the notebook has a kernel, or cannot have one
   */
  function holdKernel(panel, kernelspecs, dialogs) {
    const { context, sessionContext } = panel;
    const prefer = (more) =>
      (sessionContext.kernelPreference = { ...sessionContext.kernelPreference, ...more });
    prefer({ shouldStart: false });
    const start = async () => {
      await Promise.all([context.ready, kernelspecs.ready]);
      // Finds the session that may still run, and starts none.
      await sessionContext.initialize();
      if (sessionContext.isDisposed || !sessionContext.hasNoKernel) return;
      const name = chooseKernel(context.model, kernelspecs.specs);
      prefer({ shouldStart: true, name, language: context.model.defaultKernelLanguage });
      const mustAsk = await sessionContext.startKernel();
      // Of a kernel that is there and did not start, JupyterLab has told why.
      if (mustAsk && !kernelspecs.specs?.kernelspecs[name]) await dialogs.selectKernel(sessionContext);
    };
    let starting;
    return () => (starting ??= start().finally(() => (starting = undefined)));
  }

  /** The kernel on offer for a notebook that says nothing or speaks its language; else the one that it names. */
  function chooseKernel(model, specs) {
    const { name, language } = model.getMetadata("kernelspec") ?? {};
    const ours = specs?.kernelspecs[specs.default];
    if (!ours || specs.kernelspecs[name]) return name;
    return [undefined, ours.language].includes(model.defaultKernelLanguage || language)
      ? specs.default
      : name;
  }

  /** Calls `onSeen` once, when an element is to be seen. */
  function whenSeen(element, onSeen) {
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      observer.disconnect();
      onSeen();
    });
    observer.observe(element);
  }

  /** Settles when all tabs are restored, and what the address names is opened on top of them. */
  async function allOpened(app, tree) {
    const opened = new Promise((resolve) => {
      app.commands.commandExecuted.connect((_, { id, result }) => {
        if (id === "filebrowser:open-path") resolve(result.catch(() => {}));
      });
    });
    await app.restored;
    const paths = await tree.paths;
    if (paths?.file) await opened;
  }

  /** Asks each second for a server that went away. JupyterLab itself would let up to five minutes pass. */
  function findServerAgain({ sessions }) {
    let looking;
    const look = async () => {
      for (let found = false; !found;) {
        await new Promise((resolve) => setTimeout(resolve, 1_000));
        // Where its sessions are gone too, as after a new start, the next cell that is run starts a kernel.
        found = await sessions.refreshRunning().then(
          () => true,
          () => false,
        );
      }
    };
    return () => (looking ??= look().finally(() => (looking = undefined)));
  }

  /**
   * Adds what JupyterLab's Spanish lacks: of what a lesson's window shows, two in five. A text has as many forms as the code
   * asks for, two where it counts, or it is passed over. Three labels stay English, since JupyterLab does not ask its
   * translator for them: course/README.md names them.
   */
  async function completeSpanish(languageData, language) {
    if (language !== "es_ES" || !languageData?.data?.jupyterlab) return languageData;
    const missing = await (await fetch(new URL("es_ES.json", beside))).json();
    const { data } = languageData;
    const completed = ["jupyterlab", "jupytext"].flatMap((domain) =>
      data[domain] ? [[domain, { ...missing, ...data[domain] }]] : [],
    );
    return { ...languageData, data: { ...data, ...Object.fromEntries(completed) } };
  }

  async function createPlugins() {
    const { ITranslatorConnector, TranslatorConnector } = await loadShared("@jupyterlab/translation");
    const { JupyterFrontEnd } = await loadShared("@jupyterlab/application");
    const { INotebookCellExecutor, INotebookTracker, runCell } = await loadShared("@jupyterlab/notebook");
    const { ISessionContextDialogs } = await loadShared("@jupyterlab/apputils");
    const starts = new WeakMap();
    return [
      {
        id: "async-lab:start-when-seen",
        autoStart: true,
        requires: [INotebookTracker, ISessionContextDialogs, JupyterFrontEnd.ITreeResolver],
        activate(app, tracker, dialogs, tree) {
          const opened = allOpened(app, tree);
          tracker.widgetAdded.connect((_, panel) => {
            const start = holdKernel(panel, app.serviceManager.kernelspecs, dialogs);
            starts.set(panel.sessionContext, start);
            // Before that, tabs are on top for a moment.
            void opened.then(() => whenSeen(panel.node, start));
          });
        },
      },
      {
        id: "async-lab:find-server-again",
        autoStart: true,
        activate({ serviceManager }) {
          serviceManager.connectionFailure.connect(findServerAgain(serviceManager));
        },
      },
      {
        id: "async-lab:translator-connector",
        autoStart: true,
        requires: [JupyterFrontEnd.IPaths],
        provides: ITranslatorConnector,
        activate(app, paths) {
          const connector = new TranslatorConnector(
            paths.urls.translations,
            app.serviceManager.serverSettings,
          );
          const fetchAsIs = connector.fetch.bind(connector);
          connector.fetch = async (options) => completeSpanish(await fetchAsIs(options), options?.language);
          return connector;
        },
      },
      {
        id: "async-lab:cell-executor",
        autoStart: true,
        provides: INotebookCellExecutor,
        activate: () => ({
          async runCell(options) {
            const { cell, sessionContext } = options;
            if (cell.model.type === "code" && sessionContext?.hasNoKernel) {
              await starts.get(sessionContext)?.();
              if (sessionContext.hasNoKernel) return false;
            }
            return runCell(options);
          },
        }),
      },
    ];
  }

  const container = {
    init: (scope) => void (shared = scope),
    async get() {
      const plugins = await createPlugins();
      return () => ({ __esModule: true, default: plugins });
    },
  };
  (window._JUPYTERLAB ??= {})["async-lab"] = container;
})();
