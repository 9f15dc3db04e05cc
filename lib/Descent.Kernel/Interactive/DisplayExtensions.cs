using Microsoft.DotNet.Interactive;

namespace System;

/// <summary>Shows any value below the cell.</summary>
public static class DisplayExtensions
{
    /// <summary>Shows a value.</summary>
    /// <param name="mimeTypes">The forms to show it in; by default those that its type prefers.</param>
    public static DisplayedValue Display(this object? value, params string[] mimeTypes) =>
        KernelInvocationContext.Here.Display(value, mimeTypes);

    /// <summary>Shows a value in one form. A text is shown as it is: as the HTML, Markdown or SVG that it holds.</summary>
    public static DisplayedValue DisplayAs(this object? value, string mimeType) =>
        value is string text
            ? KernelInvocationContext.Here.DisplayAs(text, mimeType)
            : KernelInvocationContext.Here.Display(value, mimeType);
}
