namespace Microsoft.DotNet.Interactive;

/// <summary>Shows values below the cell that a context stands for.</summary>
public static class KernelInvocationContextExtensions
{
    /// <summary>Shows a value, which can be replaced later by <see cref="DisplayedValue.Update"/>.</summary>
    public static DisplayedValue Display(this KernelInvocationContext context, object? value, params string[] mimeTypes)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new DisplayedValue(context.Cell, context.Cell.Display(value, mimeTypes), mimeTypes);
    }

    /// <summary>Shows a text as what it is: HTML, Markdown, SVG.</summary>
    public static DisplayedValue DisplayAs(this KernelInvocationContext context, string value, string mimeType)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(value);
        ArgumentException.ThrowIfNullOrWhiteSpace(mimeType);
        return new DisplayedValue(context.Cell, context.Cell.DisplayText(value, mimeType), [mimeType]) { IsText = true };
    }
}
