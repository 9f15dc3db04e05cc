using System.ComponentModel;
using Descent.Kernel.Scripting;
using Microsoft.AspNetCore.Html;

namespace Microsoft.DotNet.Interactive;

/// <summary>What every cell can call without a prefix. The names are those of .NET Interactive.</summary>
public static class Kernel
{
    /// <summary>Shows a value below the cell.</summary>
    /// <param name="value">Any value.</param>
    /// <param name="mimeTypes">The forms to show it in; by default those that its type prefers.</param>
    public static DisplayedValue display(object? value, params string[] mimeTypes) => value.Display(mimeTypes);

    /// <summary>Text that is shown as the HTML that it is.</summary>
    public static IHtmlContent HTML(string content) => new HtmlString(content);

    /// <summary>Runs a script in the page that shows the notebook.</summary>
    public static void Javascript(string scriptContent) =>
        $"<script type=\"text/javascript\">{scriptContent}</script>".DisplayAs("text/html");

    /// <summary>Adds style rules to the page that shows the notebook.</summary>
    public static void CSS(string content) => $"<style>{content}</style>".DisplayAs("text/html");

    /// <summary>Asks whoever runs the cell for a line of text.</summary>
    /// <exception cref="InvalidOperationException">Nobody is there to answer, as when a whole notebook is run.</exception>
    public static Task<string> GetInputAsync(string prompt = "") => KernelInvocationContext.Here.Ask(prompt, isPassword: false);

    /// <summary>Asks whoever runs the cell for a text that is not shown while it is typed.</summary>
    /// <exception cref="InvalidOperationException">Nobody is there to answer, as when a whole notebook is run.</exception>
    public static Task<string> GetPasswordAsync(string prompt = "") => KernelInvocationContext.Here.Ask(prompt, isPassword: true);

    /// <summary>What the kernel itself writes into loops, so that an interrupt can end them.</summary>
    /// <exception cref="OperationCanceledException">The cell is to stop.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void StopIfAsked() => CellStop.StopIfAsked();
}
