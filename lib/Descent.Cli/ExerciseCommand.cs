using System.CommandLine;
using Descent.Exercises.Form;
using Descent.Notebooks;

namespace Descent.Cli;

/// <summary><c>descent exercise</c>: looks after the exercise notebooks.</summary>
internal sealed class ExerciseCommand
{
    private readonly Argument<string> notebook = new("notebook")
    {
        Description = "An exercise notebook.",
        HelpName = "NOTEBOOK",
    };

    private readonly Argument<string?> id = new("id")
    {
        Description = "A function (LayerForward) or a cell's id (check-layer-forward); without it, what is missing or locked and changed.",
        HelpName = "ID",
        Arity = ArgumentArity.ZeroOrOne,
    };

    /// <summary>The verb, ready to be added to the command.</summary>
    public static Command Create()
    {
        var exercise = new ExerciseCommand();
        var reset = new Verb("reset", "Brings back a stub or a deleted cell of an exercise notebook, and keeps the rest.", """
            Without an ID: every graded or locked cell that is missing comes back, and every locked cell that was changed; what was
            written stays. With an ID: that cell as it was at first; of a function, the answer is replaced by the stub.

            Examples:
              descent exercise reset notebooks/exercises/02-backpropagation.ipynb
              descent exercise reset notebooks/exercises/02-backpropagation.ipynb LayerForward

            Exit code: 0 if the notebook is whole now; 2 if the command line is wrong.

            """)
        {
            exercise.notebook, exercise.id,
        };
        reset.SetAction(exercise.ResetAsync);
        return new Command("exercise", "Looks after the exercise notebooks.") { reset };
    }

    private async Task<int> ResetAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        string path = parsed.GetRequiredValue(notebook);
        try
        {
            if (!File.Exists(path)) throw new UsageException($"there is no notebook \"{path}\"");
            Notebook file = Notebook.Read(path);
            IReadOnlyList<string> restored = ExerciseReset.Apply(file.Json, Original(file, path), parsed.GetValue(id));
            if (restored.Count > 0) file.Write(path);
            await Console.Out.WriteLineAsync(restored.Count == 0
                ? $"{path}: nothing is missing"
                : $"{path}: brought back {string.Join(", ", restored)}");
            return ExitCode.Success;
        }
        catch (Exception e) when (e is UsageException or NotebookException or ArgumentException or UnauthorizedAccessException or IOException)
        {
            await Console.Error.WriteLineAsync($"descent exercise reset: {e.Message}");
            return ExitCode.Usage;
        }
    }

    // By the cells that are left in it: the lecture on the same topic has the same name.
    private static ExerciseNotebook Original(Notebook file, string path)
    {
        var ids = file.Cells.Select(cell => cell.Id).ToHashSet();
        var (original, common) = ExerciseNotebook.Names.Select(name => ExerciseNotebook.Of(name))
            .Select(original => (original, common: original.Cells.Count(cell => cell.Role != CellRole.Free && ids.Contains(cell.Id))))
            .MaxBy(pair => pair.common);
        return common > 0
            ? original
            : throw new UsageException($"{path} has no cell of an exercise notebook; there are {string.Join(", ", ExerciseNotebook.Names)}");
    }
}
