using System.Globalization;
using System.Text.Json.Nodes;
using Descent.Notebooks;
using Spectre.Console;

namespace Descent.Cli;

/// <summary>The summary of a run, for people and for machines.</summary>
internal static class RunReport
{
    private const int DifferencesShown = 10;

    /// <summary>A duration as it is shown: <c>3.4 s</c>.</summary>
    public static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s";

    /// <summary>Prints a table and, below it, what is wrong.</summary>
    public static void Print(IAnsiConsole console, IReadOnlyList<RunOutcome> outcomes)
    {
        var table = new Table().Border(TableBorder.Horizontal)
            .AddColumn("notebook").AddColumn(new TableColumn("cells").RightAligned())
            .AddColumn(new TableColumn("time").RightAligned()).AddColumn("result");
        foreach (RunOutcome outcome in outcomes)
        {
            NotebookRun run = outcome.Run;
            int ran = run.Cells.Count(cell => cell.Passed);
            string cells = ran == run.CellCount ? $"{ran}" : $"{ran} of {run.CellCount}";
            string result = outcome.Status == "differs" ? Count(run.Differences.Count, "difference") : outcome.Status;
            table.AddRow(new Text(outcome.Name), new Text(cells), new Text(Seconds(run.Duration)),
                new Text(result, new Style(outcome.Good ? Color.Green : Color.Red)));
        }
        console.Write(table);
        foreach (RunOutcome outcome in outcomes.Where(outcome => !outcome.Good))
        {
            if (outcome.Problem is not null)
                console.WriteLine($"{outcome.Name}: {outcome.Problem}");
            foreach (Difference difference in outcome.Run.Differences.Take(DifferencesShown))
                console.WriteLine($"{outcome.Name}: {difference}");
            if (outcome.Run.Differences.Count > DifferencesShown)
                console.WriteLine($"{outcome.Name}: … and {outcome.Run.Differences.Count - DifferencesShown} more");
        }
        console.WriteLine(Conclusion(outcomes));
    }

    /// <summary>The same as JSON.</summary>
    public static JsonObject ToJson(IReadOnlyList<RunOutcome> outcomes) => new()
    {
        ["passed"] = outcomes.All(outcome => outcome.Good),
        ["notebooks"] = new JsonArray([.. outcomes.Select(outcome => new JsonObject
        {
            ["notebook"] = outcome.Name,
            ["status"] = outcome.Status,
            ["problem"] = outcome.Problem,
            ["cell_count"] = outcome.Run.CellCount,
            ["seconds"] = Math.Round(outcome.Run.Duration.TotalSeconds, 3),
            ["cells"] = new JsonArray([.. outcome.Run.Cells.Select(cell => new JsonObject
            {
                ["number"] = cell.Cell.Number,
                ["id"] = cell.Cell.Id,
                ["outcome"] = JsonNamingPolicyName(cell.Result.Outcome),
                ["message"] = cell.Result.Message,
                ["seconds"] = Math.Round(cell.Result.Duration.TotalSeconds, 3),
            })]),
            ["differences"] = new JsonArray([.. outcome.Run.Differences.Select(difference => new JsonObject
            {
                ["cell"] = difference.Cell,
                ["where"] = difference.Where,
                ["problem"] = difference.Problem,
            })]),
        })]),
    };

    private static string JsonNamingPolicyName(CellOutcome outcome) =>
        System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(outcome.ToString());

    private static string Conclusion(IReadOnlyList<RunOutcome> outcomes)
    {
        int good = outcomes.Count(outcome => outcome.Good);
        string all = Count(outcomes.Count, "notebook");
        return good == outcomes.Count ? $"{all}: all good." : $"{all}: {good} good, {outcomes.Count - good} not.";
    }

    /// <summary>1 cell, 2 cells.</summary>
    public static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
