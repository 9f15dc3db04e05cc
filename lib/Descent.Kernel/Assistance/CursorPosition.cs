using System.Text;

namespace Descent.Kernel.Assistance;

/// <summary>
/// Messages count positions in Unicode characters, C# in UTF-16 units: they differ behind an emoji.
/// </summary>
internal static class CursorPosition
{
    /// <summary>The index in the text of a position of a message; beyond the end it is the end.</summary>
    public static int ToIndex(string text, int position)
    {
        var index = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (position-- <= 0)
                break;
            index += rune.Utf16SequenceLength;
        }
        return index;
    }

    /// <summary>The position in a message of an index in the text.</summary>
    public static int FromIndex(string text, int index)
    {
        var position = 0;
        foreach (var _ in text.AsSpan(0, index).EnumerateRunes())
            position++;
        return position;
    }
}
