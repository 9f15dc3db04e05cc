namespace Descent.Kernel.Scripting;

/// <summary>Says that a file which a directive names is not there, and what to do about it.</summary>
internal static class MissingFile
{
    public static string Explain(string directive, string path)
    {
        var full = Path.GetFullPath(path);
        var folder = Path.GetDirectoryName(full) ?? "";
        if (Path.GetFileName(folder) == "bin" && SolutionAbove(folder) is { } solution)
            return $"{directive}: {Path.GetFileName(full)} is not built yet. Run `dotnet build` in {solution}, then run this cell again.";
        return $"{directive}: there is no file {full}. Paths are relative to the notebook's folder.";
    }

    private static string? SolutionAbove(string folder)
    {
        for (var above = Path.GetDirectoryName(folder); above is not null; above = Path.GetDirectoryName(above))
            if (Directory.Exists(above) && Directory.EnumerateFiles(above, "*.slnx").Any())
                return above;
        return null;
    }
}
