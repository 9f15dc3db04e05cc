import * as vscode from 'vscode';
import type { NotebookSession } from './notebookSession';

/** The session of a cell's notebook, if it is one of ours. */
export type FindSession = (document: vscode.TextDocument) => NotebookSession | undefined;

/** What the kernel calls a completion, in VS Code's words. */
const kinds: Record<string, vscode.CompletionItemKind> = {
  class: vscode.CompletionItemKind.Class,
  struct: vscode.CompletionItemKind.Struct,
  interface: vscode.CompletionItemKind.Interface,
  enum: vscode.CompletionItemKind.Enum,
  enummember: vscode.CompletionItemKind.EnumMember,
  delegate: vscode.CompletionItemKind.Class,
  namespace: vscode.CompletionItemKind.Module,
  module: vscode.CompletionItemKind.Module,
  method: vscode.CompletionItemKind.Method,
  function: vscode.CompletionItemKind.Function,
  property: vscode.CompletionItemKind.Property,
  field: vscode.CompletionItemKind.Field,
  constant: vscode.CompletionItemKind.Constant,
  event: vscode.CompletionItemKind.Event,
  local: vscode.CompletionItemKind.Variable,
  parameter: vscode.CompletionItemKind.Variable,
  variable: vscode.CompletionItemKind.Variable,
  keyword: vscode.CompletionItemKind.Keyword,
  directive: vscode.CompletionItemKind.Keyword,
  typeparameter: vscode.CompletionItemKind.TypeParameter,
  file: vscode.CompletionItemKind.File,
  path: vscode.CompletionItemKind.File,
  folder: vscode.CompletionItemKind.Folder,
  directory: vscode.CompletionItemKind.Folder,
};

/** Completion and hover from the session itself: it knows the variables that exist now. */
export function registerLanguageFeatures(find: FindSession): vscode.Disposable {
  const cells: vscode.DocumentSelector = { notebookType: 'jupyter-notebook', language: 'csharp' };
  return vscode.Disposable.from(
    vscode.languages.registerCompletionItemProvider(cells, {
      provideCompletionItems: (document, position) => complete(find, document, position),
    }, '.', '#', '!', '"', '/'),
    vscode.languages.registerHoverProvider(cells, {
      provideHover: (document, position) => hover(find, document, position),
    }),
  );
}

async function complete(find: FindSession, document: vscode.TextDocument, position: vscode.Position) {
  const code = document.getText();
  const reply = await find(document)?.complete(code, toKernel(code, document.offsetAt(position)));
  if (reply?.status !== 'ok') return undefined; // a kernel that does not know the question says so
  const replaced = new vscode.Range(
    document.positionAt(fromKernel(code, reply.cursor_start)),
    document.positionAt(fromKernel(code, reply.cursor_end)),
  );
  const details = reply.metadata?._jupyter_types_experimental ?? [];
  return reply.matches.map((match, index) => {
    const detail = details[index];
    const item = new vscode.CompletionItem(match, kinds[detail?.type ?? ''] ?? vscode.CompletionItemKind.Text);
    item.range = replaced;
    item.sortText = String(index).padStart(5, '0'); // the kernel's order is the best one
    if (detail?.signature) item.detail = detail.signature;
    return item;
  });
}

async function hover(find: FindSession, document: vscode.TextDocument, position: vscode.Position) {
  const code = document.getText();
  const reply = await find(document)?.inspect(code, toKernel(code, document.offsetAt(position)));
  if (!reply?.found) return undefined;
  const markdown = reply.data['text/markdown'];
  if (typeof markdown === 'string') return new vscode.Hover(new vscode.MarkdownString(markdown));
  const plain = reply.data['text/plain'];
  return typeof plain === 'string' ? new vscode.Hover(new vscode.MarkdownString().appendText(plain)) : undefined;
}

/** Jupyter counts a cursor's position in characters, VS Code in UTF-16 units: an emoji is one there and two here. */
function toKernel(code: string, offset: number): number {
  return [...code.slice(0, offset)].length;
}

function fromKernel(code: string, position: number): number {
  return [...code].slice(0, position).join('').length;
}
