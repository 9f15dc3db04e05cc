using Descent.Formatting;

namespace Descent.Charts;

/// <summary>A chart while it grows: only its SVG is sent, for a Plotly figure that is drawn anew flickers.</summary>
[TypeFormatterSource(typeof(LiveChartFormatters), PreferredMimeTypes = [ChartFormatters.Svg, ChartFormatters.Text])]
internal sealed record LiveChart(Chart Chart);
