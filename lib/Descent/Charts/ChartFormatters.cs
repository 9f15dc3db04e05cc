using Descent.Formatting;

namespace Descent.Charts;

/// <summary>How a notebook shows a chart; found by its name, without a reference to a notebook package.</summary>
public sealed class ChartFormatters
{
    internal const string Plotly = "application/vnd.plotly.v1+json", Svg = "image/svg+xml", Text = "text/plain";

    /// <summary>A Plotly figure, an SVG picture and a line of text, in this order.</summary>
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        new TypeFormatter<Chart>(Plotly, chart => chart.ToJson()),
        new TypeFormatter<Chart>(Svg, chart => chart.ToSvg()),
        new TypeFormatter<Chart>(Text, chart => chart.ToString()),
    ];
}
