using Descent.Notebooks;

namespace Descent.Cli;

/// <summary>Writes what runs are to leave on disk: new outputs in place (<c>--update</c>), executed copies (<c>--output</c>).</summary>
internal sealed class RunFiles
{
    private readonly bool update;
    private readonly string? outputFolder;
    private readonly string commonFolder;
    private readonly Dictionary<string, byte[]> committed = [];

    /// <exception cref="UsageException">The copies would overwrite the notebooks, or their folder cannot be made.</exception>
    public RunFiles(IReadOnlyList<string> notebooks, bool update, string? outputFolder)
    {
        this.update = update;
        if (outputFolder is not null && string.IsNullOrWhiteSpace(outputFolder))
            throw new UsageException("a folder's name is empty: --output needs one");
        this.outputFolder = outputFolder is null ? null : Path.GetFullPath(outputFolder);
        commonFolder = CommonFolder.Of(notebooks);
        foreach (string path in notebooks.Where(_ => update))
            committed[path] = Read(path);
        if (this.outputFolder is null)
            return;
        if (notebooks.FirstOrDefault(path => CopyPath(path) == path) is { } same)
            throw new UsageException($"--output would overwrite {Name(same)}; to change the notebooks themselves, use --update");
        try
        {
            Directory.CreateDirectory(this.outputFolder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"the folder \"{outputFolder}\" cannot be made: {e.Message}");
        }
    }

    /// <summary>A notebook's path from the current directory.</summary>
    public static string Name(string path) => Path.GetRelativePath(Directory.GetCurrentDirectory(), path);

    /// <summary>Writes what one run is to leave, and says how it stands.</summary>
    public RunOutcome Finish(NotebookRun run)
    {
        string status = !run.Completed ? "failed" : run.Agrees ? "agrees" : "differs";
        string? problem = run.Failure;
        try
        {
            if (outputFolder is not null && run.Executed is not null)
                WriteCopy(run.Path, run.Executed);
            if (update && run.Completed)
                status = Update(run);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            (status, problem) = ("failed", $"cannot be written: {e.Message}");
        }
        return new RunOutcome(run, Name(run.Path), status, problem);
    }

    private string Update(NotebookRun run)
    {
        Notebook notebook = run.Executed!.Clone();
        foreach (Cell cell in notebook.Cells.Where(cell => cell.IsCode && cell.HasTag("volatile")))
            cell.Outputs = [];
        byte[] before = committed[run.Path];
        if (!Read(run.Path).AsSpan().SequenceEqual(before))
            throw new IOException("it was changed while it ran; run it again");
        if (System.Text.Encoding.UTF8.GetBytes(notebook.ToText()).AsSpan().SequenceEqual(before))
            return "unchanged";
        notebook.Write(run.Path);
        return "updated";
    }

    private void WriteCopy(string path, Notebook executed)
    {
        string copy = CopyPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
        executed.Write(copy);
    }

    private string CopyPath(string path) => Path.GetFullPath(Path.Combine(outputFolder!, Path.GetRelativePath(commonFolder, path)));

    private static byte[] Read(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
