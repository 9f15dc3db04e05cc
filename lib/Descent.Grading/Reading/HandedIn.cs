using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Descent.Grading.Reading;

/// <summary>
/// A notebook as it was handed in, read with patience: what is wrong with its form is reported, and what can be understood
/// is kept. Outputs are passed over.
/// </summary>
/// <param name="Cells">Its cells.</param>
/// <param name="Reports">What is unusual about the file.</param>
internal sealed record HandedIn(IReadOnlyList<HandedInCell> Cells, IReadOnlyList<string> Reports)
{
    private const int Deepest = 256;
    private const int MostCells = 5_000;
    private const int LongestSource = 20_000;
    private const int LongestNotebook = 1_000_000;
    private const int DeepestSource = 500;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file; a link is not followed.</param>
    /// <param name="largest">The largest file that is read, in bytes.</param>
    /// <exception cref="HandedInException">It is no notebook of nbformat 4, or too large.</exception>
    public static HandedIn Read(string path, long largest)
    {
        try
        {
            var file = new FileInfo(path);
            if (file.LinkTarget is not null) throw new HandedInException("is a symbolic link, and links are not followed: hand in the file itself");
            if (Directory.Exists(path)) throw new HandedInException("is a folder, not a notebook");
            if (!file.Exists) throw new HandedInException("is not there");
            // Also what has no length though it never ends: pipes and devices.
            if (file.Length == 0) throw new HandedInException("is empty");
            if (file.Length > largest)
                throw new HandedInException(string.Create(CultureInfo.InvariantCulture, $"has {file.Length / 1e6:0.#} MB; no more than {largest / 1e6:0.#} MB are read. Clear its outputs and hand it in again"));
            return Parse(File.ReadAllBytes(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HandedInException($"cannot be read: {e.Message}");
        }
    }

    /// <summary>Reads a notebook's text.</summary>
    /// <exception cref="HandedInException">It is no notebook of nbformat 4.</exception>
    public static HandedIn Parse(byte[] utf8)
    {
        var reports = new List<string>();
        ReadOnlyMemory<byte> text = utf8;
        if (text.Span.StartsWith(Encoding.UTF8.Preamble)) text = text[Encoding.UTF8.Preamble.Length..];
        if (!System.Text.Unicode.Utf8.IsValid(text.Span))
        {
            reports.Add("The file is not valid UTF-8; what could not be read was replaced.");
            text = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text.Span));
        }

        try
        {
            using var json = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = Deepest, AllowTrailingCommas = true });
            return Notebook(json.RootElement, reports);
        }
        catch (JsonException e)
        {
            throw new HandedInException($"is not JSON: {e.Message.Split(" LineNumber:")[0].Split(" Path:")[0].TrimEnd('.')}");
        }
        catch (InvalidOperationException)
        {
            throw new HandedInException("is not JSON that can be read: a name in it is no text");
        }
    }

    private static HandedIn Notebook(JsonElement root, List<string> reports)
    {
        if (Member(root, "nbformat") is not { ValueKind: JsonValueKind.Number } format || !format.TryGetInt32(out int major))
            throw new HandedInException("is JSON, but not a notebook");
        if (major != 4) throw new HandedInException($"is a notebook of nbformat {major}; nbformat 4 is read");
        if (Member(root, "cells") is not { ValueKind: JsonValueKind.Array } cells)
            throw new HandedInException("is not a notebook: it has no cells");
        if (cells.GetArrayLength() > MostCells) throw new HandedInException($"has more than {MostCells} cells");

        HandedInCell[] read = [.. cells.EnumerateArray().Select((cell, i) => Cell(cell, i + 1))];
        int length = 0;
        for (int i = 0; i < read.Length; i++)
        {
            bool isRoom = length <= LongestNotebook;
            if (read[i].Source.Length > LongestSource)
                reports.Add($"Cell {i + 1} has {read[i].Source.Length} characters; cells of more than {LongestSource} are left out.");
            else if (Depth(read[i].Source) > DeepestSource)
                reports.Add($"In cell {i + 1}, brackets lie more than {DeepestSource} deep; it is left out.");
            else if ((length += read[i].Source.Length) <= LongestNotebook)
                continue;
            else if (isRoom)
                reports.Add($"The notebook has more than {LongestNotebook} characters; what comes from cell {i + 1} on is left out.");
            read[i] = read[i] with { Source = "" };
        }

        if (read.Length > 0 && read.All(cell => cell.Id is null)) reports.Add("The cells have no ids; they were found by nbgrader's ids and by what they define.");
        return new HandedIn(read, reports);
    }

    private static HandedInCell Cell(JsonElement cell, int number) => new(
        number,
        Text(Member(cell, "cell_type")) ?? "",
        Text(Member(cell, "id")),
        Text(Member(Member(Member(cell, "metadata"), "nbgrader"), "grade_id")),
        (Source(Member(cell, "source")) ?? Source(Member(cell, "input")) ?? "").ReplaceLineEndings("\n"));

    private static JsonElement? Member(JsonElement? json, string name) =>
        json is { ValueKind: JsonValueKind.Object } members && members.TryGetProperty(name, out var member) ? member : null;

    // Lines, with or without their ends, or one text.
    private static string? Source(JsonElement? json) => json is { ValueKind: JsonValueKind.Array } lines
        ? string.Concat(lines.EnumerateArray().Select(line => Text(line) ?? ""))
        : Text(json);

    private static string? Text(JsonElement? json)
    {
        if (json is not { ValueKind: JsonValueKind.String } text) return null;
        try
        {
            return text.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, which is JSON but no text.
            return new string([.. text.GetRawText().Where(char.IsAscii)]).Trim('"');
        }
    }

    // Some loops of the compiler's parser go as deep as the brackets do, without a look at the stack.
    private static int Depth(string source)
    {
        int depth = 0, deepest = 0, angles = 0;
        foreach (char c in source)
        {
            depth += c switch { '(' or '[' or '{' => 1, ')' or ']' or '}' => -1, _ => 0 };
            angles = c switch { '<' => angles + 1, '>' => angles - 1, ';' or '{' or '}' => 0, _ => angles };
            deepest = Math.Max(deepest, depth + Math.Max(0, angles));
        }

        return deepest;
    }
}
