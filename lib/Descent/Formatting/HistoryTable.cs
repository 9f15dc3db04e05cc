using System.Globalization;
using Descent.Training;

namespace Descent.Formatting;

/// <summary>A training as a table: some of its epochs, evenly chosen, with what was measured.</summary>
internal static class HistoryTable
{
    private const int MostRows = 10;

    public static string Of(TrainingHistory history)
    {
        bool dev = history.ValidationCosts.Count > 0;
        var table = new HtmlTable(Line(history), ["epoch", "mean cost", .. dev ? ["dev cost", "dev accuracy"] : Array.Empty<string>()]);
        int rows = Math.Min(MostRows, history.Epochs);
        for (int i = 0; i < rows; i++)
        {
            int e = rows == 1 ? 0 : (int)((long)i * (history.Epochs - 1) / (rows - 1));
            table.Row([
                (e + 1).ToString("#,##0", CultureInfo.InvariantCulture), Number(history.MeanCosts[e]),
                .. dev ? [Number(history.ValidationCosts[e]), Number(history.ValidationAccuracies[e])] : Array.Empty<string>(),
            ]);
        }
        return table.ToString();
    }

    /// <summary>One line, without a clock in it: the same for the same training.</summary>
    public static string Line(TrainingHistory history)
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"{history.Epochs:#,##0} epochs, {history.Updates:#,##0} updates");
        if (history.Epochs > 0)
            text += $": mean cost {Number(history.MeanCosts[^1])}";
        if (history.ValidationCosts.Count > 0)
        {
            int best = (history.BestEpoch is > 0 ? history.BestEpoch.Value : history.Epochs) - 1;
            text += $", dev cost {Number(history.ValidationCosts[best])}, dev accuracy {Number(history.ValidationAccuracies[best])}";
            if (history.BestEpoch is > 0)
                text += $" at epoch {history.BestEpoch}, whose parameters the network has";
        }
        return history.End switch
        {
            TrainingEnd.EarlyStopping => text + "; stopped early",
            TrainingEnd.Cancelled => text + "; interrupted",
            _ => text,
        };
    }

    private static string Number(double value) => value.ToString(Math.Abs(value) is > 0 and < 1e-3 ? "0.000e+0" : "0.0000", CultureInfo.InvariantCulture).Replace('-', '−');
}
