using Descent.Exercises;
using Descent.Exercises.Form;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Descent.Grading.Reading;

/// <summary>What of a handed-in notebook is run, and for which exercise: the graded functions and what they need.</summary>
/// <param name="Exercises">The exercises of each notebook of the course that it holds cells of.</param>
/// <param name="Usings">Using directives of its other cells, which hold for the graded ones too.</param>
/// <param name="Reports">What is unusual about the notebook.</param>
internal sealed record GradingPlan(IReadOnlyList<ExercisePlan> Exercises, IReadOnlyList<string> Usings, IReadOnlyList<string> Reports)
{
    private const int MostUsings = 30;

    // Source may be nested deeply, on purpose.
    private const int StackSize = 16 << 20;

    /// <summary>Reads a file and plans its grading, on a thread with room for deeply nested code.</summary>
    /// <exception cref="HandedInException">There is nothing to grade in the file.</exception>
    public static async Task<GradingPlan> ReadAsync(string path, long largest, string? only)
    {
        var planned = new TaskCompletionSource<GradingPlan>(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(
            () =>
            {
                try
                {
                    planned.SetResult(Of(HandedIn.Read(path, largest), only));
                }
                catch (Exception e)
                {
                    planned.SetException(e);
                }
            },
            StackSize)
        { IsBackground = true }.Start();
        return await planned.Task;
    }

    /// <summary>Plans the grading of a notebook.</summary>
    /// <param name="handedIn">The notebook.</param>
    /// <param name="only">The one exercise to grade; null for all.</param>
    public static GradingPlan Of(HandedIn handedIn, string? only = null)
    {
        var reports = new List<string>(handedIn.Reports);
        var cells = handedIn.Cells;
        CellCode[] code = [.. cells.Select(cell => CellCode.Parse(cell.Source).Without(IsKeptOut))];
        Exercise[] exercises = [.. Catalogue.All.Where(Recognize(cells, code).Contains)];
        var locked = Locked(exercises, cells, reports);

        var found = new Dictionary<Exercise, PlannedCell>();
        var excluded = cells.Where(cell => locked.Any(own => cell.Is(own.Id)) || IsCheck(cell)).Select(cell => cell.Number).ToHashSet();
        var notes = exercises.ToDictionary(exercise => exercise, _ => new List<string>());
        foreach (var exercise in exercises)
        {
            if (SolutionChoice.Of(cells, code, exercise, notes[exercise]) is not var (cell, taken)) continue;
            found.Add(exercise, cell);
            excluded.UnionWith(taken);
        }

        PlannedCell[] pool =
        [
            .. cells.Where(cell => cell.IsCode && !excluded.Contains(cell.Number)).Select(cell => new PlannedCell($"cell {cell.Number}", code[cell.Number - 1], cell.Number)),
            .. found.Values.DistinctBy(cell => cell.Number),
        ];
        var graph = new CellGraph(pool, [.. locked.Select(own => own.Cell)]);
        ExercisePlan[] plans = [.. exercises.Where(exercise => only is null || exercise.Id == only).Select(exercise => new ExercisePlan(
            exercise, found.TryGetValue(exercise, out var cell) ? graph.NeededBy(cell, notes[exercise]) : [], notes[exercise]))];
        Order(exercises, found, reports);
        foreach (var plan in plans) plan.Reports.AddRange(SourceReview.Of(plan));
        return new GradingPlan(plans, OtherUsings(cells, code), reports);
    }

    // By the cells' names; where a notebook has none, by functions that have the exercise's name and parameters.
    private static IReadOnlySet<Exercise> Recognize(IReadOnlyList<HandedInCell> cells, CellCode[] code)
    {
        string[] notebooks = [.. Catalogue.All
            .Where(exercise => cells.Any(cell => cell.Is(exercise.CellId) || cell.Is("check-" + exercise.CellId)))
            .Select(exercise => exercise.Notebook).Distinct()];
        if (notebooks.Length == 0) notebooks = [.. Catalogue.All.Where(exercise => code.Any(cell => HasFunction(cell, exercise))).Select(exercise => exercise.Notebook).Distinct()];
        return Catalogue.All.Where(exercise => notebooks.Contains(exercise.Notebook)).ToHashSet();
    }

    private static bool HasFunction(CellCode code, Exercise exercise) =>
        code.Root.Members.OfType<MethodDeclarationSyntax>().Any(method => method.Identifier.ValueText == exercise.Id
            && method.ParameterList.Parameters.Select(parameter => parameter.Identifier.ValueText).SequenceEqual(exercise.Signature.GetParameters().Select(parameter => parameter.Name)));

    private static List<(string Id, PlannedCell Cell)> Locked(Exercise[] exercises, IReadOnlyList<HandedInCell> cells, List<string> reports)
    {
        var own = new List<(string, PlannedCell)>();
        foreach (string notebook in exercises.Select(exercise => exercise.Notebook).Distinct())
        {
            foreach (var cell in ExerciseNotebook.Of(notebook).Cells.Where(cell => cell.Role.Flags.Locked))
            {
                var copies = cells.Where(copy => copy.Is(cell.Id)).ToList();
                bool isKept = copies.Count == 1 && copies[0].Source.Trim() == cell.Source.Trim();
                if (cell.Role == CellRole.Check)
                {
                    if (!isKept && copies.Count > 0) reports.Add($"The check cell {cell.Id} was {(copies.Count > 1 ? "copied" : "changed")}; that does not matter here.");
                    continue;
                }

                if (!isKept) reports.Add($"The locked cell {cell.Id} was {(copies.Count == 0 ? "deleted" : copies.Count > 1 ? "copied" : "changed")}; the judge's own was used.");
                own.Add((cell.Id, new PlannedCell($"the judge's own cell {cell.Id}", CellCode.Parse(cell.Source), 0)));
            }
        }

        return own;
    }

    private static void Order(Exercise[] exercises, Dictionary<Exercise, PlannedCell> found, List<string> reports)
    {
        int[] numbers = [.. exercises.Where(found.ContainsKey).Select(exercise => found[exercise].Number)];
        if (!numbers.SequenceEqual(numbers.Order())) reports.Add("The cells are in another order than they were handed out in.");
    }

    private static string[] OtherUsings(IReadOnlyList<HandedInCell> cells, CellCode[] code) =>
        [.. cells.Where(cell => cell.IsCode).SelectMany(cell => code[cell.Number - 1].Usings).Distinct().Take(MostUsings)];

    private static bool IsCheck(HandedInCell cell) => Catalogue.All.Any(exercise => cell.Is("check-" + exercise.CellId));

    // A using of what the sandbox does not have would fail a cell that does not need it.
    private static bool IsKeptOut(UsingDirectiveSyntax directive) =>
        directive.NamespaceOrType is { } name && KeptOut.Namespaces.Contains(name.ToString());
}
