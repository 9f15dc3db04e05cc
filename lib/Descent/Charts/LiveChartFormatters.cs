using Descent.Formatting;

namespace Descent.Charts;

/// <summary>How a notebook shows a chart that still grows.</summary>
public sealed class LiveChartFormatters
{
    /// <summary>An SVG picture, which a notebook can replace quickly, and a line of text.</summary>
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        new TypeFormatter<LiveChart>(ChartFormatters.Svg, live => live.Chart.ToSvg()),
        new TypeFormatter<LiveChart>(ChartFormatters.Text, live => live.Chart.ToString()),
    ];
}
