import * as vscode from 'vscode';
import type { DisplayContent, ErrorContent, ErrorPlace, MimeBundle, StreamContent } from './messages';

/**
 * Jupyter outputs as VS Code's. The metadata are those that VS Code's own .ipynb reader leaves on an output and its
 * writer looks for, so that a saved output has the type, the count and the traceback that the kernel sent.
 */

export function mimeItems(bundle: MimeBundle): vscode.NotebookCellOutputItem[] {
  return Object.entries(bundle).map(([mime, data]) => {
    if (typeof data !== 'string') return vscode.NotebookCellOutputItem.text(JSON.stringify(data), mime);
    const binary = mime.startsWith('image/') && mime !== 'image/svg+xml';
    return binary
      ? new vscode.NotebookCellOutputItem(Buffer.from(data, 'base64'), mime)
      : vscode.NotebookCellOutputItem.text(data, mime);
  });
}

export function displayOutput(type: 'display_data' | 'execute_result', content: DisplayContent): vscode.NotebookCellOutput {
  return new vscode.NotebookCellOutput(mimeItems(content.data), {
    outputType: type,
    metadata: content.metadata ?? {},
    ...(type === 'execute_result' && { executionCount: content.execution_count }),
  });
}

export function streamItem(content: StreamContent): vscode.NotebookCellOutputItem {
  return content.name === 'stderr'
    ? vscode.NotebookCellOutputItem.stderr(content.text)
    : vscode.NotebookCellOutputItem.stdout(content.text);
}

export function streamOutput(content: StreamContent): vscode.NotebookCellOutput {
  return new vscode.NotebookCellOutput([streamItem(content)], { outputType: 'stream' });
}

/** VS Code turns a line "Cell In[3], line 2" of an error's stack into a link to that line. */
export function errorOutput(error: ErrorContent, place: ErrorPlace, count: number | undefined): vscode.NotebookCellOutput {
  const traceback = error.traceback.length > 0 ? error.traceback : [`${error.ename}: ${error.evalue}`];
  const link = place.line !== undefined && count !== undefined ? [`Cell In[${count}], line ${place.line}`] : [];
  const item = vscode.NotebookCellOutputItem.error({
    name: error.ename,
    message: error.evalue,
    stack: [...traceback, ...link].join('\n'),
  });
  const { ename, evalue } = error;
  return new vscode.NotebookCellOutput([item], {
    outputType: 'error',
    originalError: { output_type: 'error', ename, evalue, traceback: error.traceback },
  });
}
