using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Descent.Charts;
using Xunit;

namespace Descent.Publishing.Tests;

/// <summary>How the plots of a figure stand on a phone.</summary>
public sealed class NarrowFigureTests
{
    [Fact]
    public void Two_plots_share_a_row_where_each_has_room() => Assert.Equal((2, 2), Places(Plain(4)));

    [Fact]
    public void Beside_a_color_bar_they_stand_below_each_other() => Assert.Equal((1, 4), Places(Maps(4)));

    [Fact]
    public void More_than_four_would_be_too_long_a_column() => Assert.Equal((2, 3), Places(Maps(6)));

    [Fact]
    public void An_odd_number_of_plots_too() => Assert.Equal((1, 3), Places(Plain(3)));

    private static Chart Plain(int plots) => Chart.Grid(2, Enumerable.Range(0, plots).Select(_ => Chart.Line([1, 2, 3], [3.0, 2, 1])));

    private static Chart Maps(int plots) => Chart.Grid(2, Enumerable.Range(0, plots).Select(_ => Chart.CostSurface((u, v) => u * u + v, (-1, 1), (-1, 1))));

    /// <summary>How many columns and rows its plots stand in.</summary>
    private static (int Columns, int Rows) Places(Chart chart)
    {
        string svg = NarrowFigure.Draw(JsonNode.Parse(chart.ToJson())!)!;
        var plots = Regex.Matches(svg, "<clipPath[^>]*><rect x=\"([^\"]*)\" y=\"([^\"]*)\"");
        return (plots.Select(plot => plot.Groups[1].Value).Distinct().Count(), plots.Select(plot => plot.Groups[2].Value).Distinct().Count());
    }
}
