using Descent.Kernel.Execution;

namespace Microsoft.DotNet.Interactive;

/// <summary>A value that is shown, and can be replaced where it is shown.</summary>
public sealed class DisplayedValue
{
    private readonly Cell cell;

    internal DisplayedValue(Cell cell, string displayId, IReadOnlyList<string> mimeTypes)
    {
        this.cell = cell;
        DisplayId = displayId;
        MimeTypes = mimeTypes;
    }

    public string DisplayId { get; }

    public IReadOnlyCollection<string> MimeTypes { get; }

    /// <summary>Whether a text is shown as it is instead of being formatted.</summary>
    internal bool IsText { get; init; }

    /// <summary>Shows another value in its place.</summary>
    public void Update(object? updatedValue)
    {
        if (IsText && updatedValue is string text)
            cell.UpdateText(DisplayId, text, MimeTypes.First());
        else
            cell.Update(DisplayId, updatedValue, MimeTypes);
    }
}
