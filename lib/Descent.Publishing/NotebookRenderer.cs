using Descent.Notebooks;

namespace Descent.Publishing;

/// <summary>The cells of a notebook as the HTML of its page.</summary>
internal static class NotebookRenderer
{
    /// <summary>The HTML of all cells that a page has.</summary>
    public static string Render(Rendering page)
    {
        Notebook notebook = page.Notebook.IsExercise ? HandOut.Of(page.Notebook.Notebook) : page.Notebook.Notebook;
        return string.Join('\n', notebook.Cells.Select(cell => Render(cell, page)).Where(html => html.Length > 0));
    }

    /// <summary>The HTML of a C# cell's source.</summary>
    public static string Code(Cell cell, Rendering page)
    {
        return $"<pre class=\"code\"><code>{Highlight(cell.Source.TrimEnd(), page)}</code></pre>";
    }

    /// <summary>A cell's source as HTML: coloured if the notebook is in C#.</summary>
    public static string Highlight(string source, Rendering page) =>
        IsCSharp(page.Notebook.Notebook) ? CodeHighlighter.Highlight(source) : Html.Escape(source);

    private static string Render(Cell cell, Rendering page)
    {
        if (CellView.Of(cell) is not { } view)
            return "";
        string html = cell.IsCode ? CodeCell(cell, view, page) : page.Markdown.Render(cell.Source, cell);
        if (html.Length == 0)
            return "";
        if (view.Folded)
            html = Folded(cell.IsCode ? "Code and output" : "More", html);
        string id = page.FreeId("cell-" + Rendering.NameOf(cell));
        return $"<section class=\"{(cell.IsCode ? "code-cell" : "text-cell")}\" id=\"{Html.Escape(id)}\">{html}</section>";
    }

    private static string CodeCell(Cell cell, CellView view, Rendering page)
    {
        if (view.Input != CellPart.Removed)
            page.Passages.Add(cell.Source);
        string code = view.Input == CellPart.Removed || cell.Source.Trim().Length == 0 ? "" : Code(cell, page);
        string outputs = view.Output == CellPart.Removed ? "" : page.Outputs.Render(cell);
        if (code.Length > 0 && view.Input == CellPart.Folded)
            code = Folded("Code", code);
        if (outputs.Length > 0)
            outputs = $"<div class=\"output\">{(view.Output == CellPart.Folded ? Folded("Output", outputs) : outputs)}</div>";
        return code + outputs;
    }

    private static string Folded(string summary, string html) => $"<details class=\"folded\"><summary>{summary}</summary>{html}</details>";

    private static bool IsCSharp(Notebook notebook) =>
        $"{notebook.Json["metadata"]?["kernelspec"]?["language"]}" is "C#" or "csharp"
        || $"{notebook.Json["metadata"]?["language_info"]?["name"]}" is "C#" or "csharp" or "polyglot-notebook";
}
