using Descent.Formatting;

namespace Descent.Charts;

/// <summary>How a notebook shows a chart that still grows.</summary>
public sealed class LiveChartFormatters
{
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        new TypeFormatter<LiveChart>(ChartFormatters.Svg, live => live.Chart.ToSvg()),
        new TypeFormatter<LiveChart>(ChartFormatters.Text, live => live.Chart.ToString()),
    ];
}
