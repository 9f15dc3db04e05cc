import * as vscode from 'vscode';

/** The notebooks that a link has opened: nothing is started for them until a cell is run or looked at. */
export const openedByLink = new Set<string>();

/**
 * Opens a notebook of the course by a link from its published page, vscode://descent.descent/open?notebook=09-momentum.ipynb.
 * Only notebooks in folders that are open are found; nothing is run.
 */
export const linkHandler: vscode.UriHandler = {
  async handleUri(link) {
    const notebook = new URLSearchParams(link.query).get('notebook') ?? '';
    const parts = notebook.split('/');
    if (link.path !== '/open' || !notebook.endsWith('.ipynb') || parts.some(part => part === '' || part === '..' || part.includes('\\'))) return;
    for (const folder of vscode.workspace.workspaceFolders ?? []) {
      for (const candidate of [vscode.Uri.joinPath(folder.uri, 'notebooks', ...parts), vscode.Uri.joinPath(folder.uri, ...parts)]) {
        if (await isFile(candidate)) {
          openedByLink.add(candidate.toString());
          await vscode.commands.executeCommand('vscode.open', candidate);
          return;
        }
      }
    }
    void vscode.window.showWarningMessage(`${notebook} is not in a folder that is open here. Open the course's folder, and then the link again.`);
  },
};

async function isFile(uri: vscode.Uri): Promise<boolean> {
  try {
    return (await vscode.workspace.fs.stat(uri)).type === vscode.FileType.File;
  } catch {
    return false;
  }
}
