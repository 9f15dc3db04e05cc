import * as vscode from 'vscode';
import { Builder } from './builder';
import { registerLanguageFeatures } from './language';
import { linkHandler, openedByLink } from './links';
import { NotebookSession } from './notebookSession';

const notebookType = 'jupyter-notebook';

/** Microsoft's own extension for these notebooks: where it is installed, ours is one of two and does not come first. */
const polyglot = 'ms-dotnettools.dotnet-interactive-vscode';

/** Ends every kernel; VS Code calls it when it closes. */
let endAll: (() => Promise<void>) | undefined;

export function activate(context: vscode.ExtensionContext): void {
  const sessions = new Map<vscode.NotebookDocument, NotebookSession>();
  const selected = new WeakSet<vscode.NotebookDocument>();
  const log = vscode.window.createOutputChannel('Descent');
  const problems = vscode.languages.createDiagnosticCollection('descent');
  const builder = new Builder(context.workspaceState, log);
  const controller = vscode.notebooks.createNotebookController('descent-csharp', notebookType, 'Descent C#');
  const services = { controller, builder, log, problems };
  const sessionOf = (notebook: vscode.NotebookDocument) => {
    let session = sessions.get(notebook);
    if (!session) sessions.set(notebook, (session = new NotebookSession(notebook, services)));
    return session;
  };
  endAll = async () => {
    builder.dispose();
    await Promise.all([...sessions.values()].map(session => session.stop()));
  };

  controller.supportedLanguages = ['csharp'];
  controller.supportsExecutionOrder = true;
  controller.description = 'the kernel of the course';
  controller.executeHandler = (cells, notebook) => sessionOf(notebook).execute(cells);
  controller.interruptHandler = notebook => sessionOf(notebook).interrupt();
  const offer = (notebook: vscode.NotebookDocument) => {
    if (notebook.notebookType !== notebookType || !isCSharp(notebook) || vscode.extensions.getExtension(polyglot)) return;
    if (!sessionOf(notebook).hasCourse) return; // there is nothing to run it with
    controller.updateNotebookAffinity(notebook, vscode.NotebookControllerAffinity.Preferred);
  };
  vscode.workspace.notebookDocuments.forEach(offer);

  /** The first cell should not wait for a kernel to start: it starts while its notebook is read. */
  const warmUp = (notebook: vscode.NotebookDocument | undefined) => {
    if (notebook && selected.has(notebook) && !openedByLink.has(notebook.uri.toString())) sessionOf(notebook).warmUp();
  };

  const onActive = (act: (session: NotebookSession) => Promise<void>) => async () => {
    const notebook = vscode.window.activeNotebookEditor?.notebook;
    if (notebook) await act(sessionOf(notebook));
  };
  context.subscriptions.push(
    controller,
    log,
    problems,
    controller.onDidChangeSelectedNotebooks(change => {
      if (change.selected) {
        selected.add(change.notebook);
        if (vscode.window.activeNotebookEditor?.notebook === change.notebook) warmUp(change.notebook);
      } else {
        selected.delete(change.notebook);
        void sessions.get(change.notebook)?.stop(); // another kernel was chosen
      }
    }),
    vscode.window.onDidChangeActiveNotebookEditor(editor => warmUp(editor?.notebook)),
    vscode.workspace.onDidOpenNotebookDocument(offer),
    vscode.workspace.onDidCloseNotebookDocument(notebook => {
      void sessions.get(notebook)?.stop();
      sessions.delete(notebook);
      openedByLink.delete(notebook.uri.toString());
      for (const cell of notebook.getCells()) problems.delete(cell.document.uri);
    }),
    vscode.workspace.onDidChangeTextDocument(change => {
      if (change.contentChanges.length > 0) problems.delete(change.document.uri); // it is no longer the code that failed
    }),
    vscode.commands.registerCommand('descent.restartKernel', onActive(session => session.restart())),
    vscode.commands.registerCommand('descent.stopKernel', onActive(session => session.stop())),
    vscode.commands.registerCommand('descent.showLog', () => log.show()),
    vscode.window.registerUriHandler(linkHandler),
    registerLanguageFeatures(document => {
      const notebook = vscode.workspace.notebookDocuments.find(open =>
        selected.has(open) && open.getCells().some(cell => cell.document === document));
      return notebook && sessionOf(notebook);
    }),
  );
}

export async function deactivate(): Promise<void> {
  await endAll?.();
}

/** The kernels' names of .NET's C#, as a notebook's metadata carry them. */
function isCSharp(notebook: vscode.NotebookDocument): boolean {
  const metadata = notebook.metadata['metadata'] as
    { kernelspec?: { name?: string; language?: string }; language_info?: { name?: string } } | undefined;
  return metadata?.kernelspec?.name === '.net-csharp'
    || /^(c#|csharp)$/i.test(metadata?.kernelspec?.language ?? metadata?.language_info?.name ?? '');
}
