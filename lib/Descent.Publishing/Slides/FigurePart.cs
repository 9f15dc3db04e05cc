using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Descent.Charts;

namespace Descent.Publishing.Slides;

/// <summary>
/// A figure. One that is known as a Plotly figure is laid out anew for its place on the slide, so that its smallest text
/// is 20 pixels high; the data, ranges and colours are those of the page. Any other picture is scaled.
/// </summary>
/// <param name="plotly">The Plotly figure, if there is one.</param>
/// <param name="shown">Its HTML otherwise: an SVG or an img, made safe.</param>
internal sealed partial class FigurePart(JsonNode? plotly, Func<string> shown) : SlidePart
{
    /// <summary>The smallest text of a chart has 12 pixels.</summary>
    private const double Enlarged = 20.0 / 12;

    private readonly Chart? chart = Read(plotly);
    private readonly Chart? row = PlotlyFigure.Plots(plotly) == 4 && PlotlyFigure.Columns(plotly) == 2 ? Read(PlotlyFigure.Arranged(plotly!, 4, markers: 0.6)) : null;
    private readonly Dictionary<(Chart, int, int), (string? Svg, bool Readable)> drawn = [];

    /// <inheritdoc/>
    public override bool IsPicture => true;

    /// <summary>True if several plots stand side by side in it: then it wants the whole width.</summary>
    public bool IsWide => Plots > 1 && Ratio >= Flat;

    /// <summary>Wider than this, a figure may be drawn a little higher or lower than on the page; others keep their proportions.</summary>
    private const double Flat = 1.4;

    /// <summary>Four plots abreast, with a legend below, are about square in a figure of this width over height.</summary>
    private const double RowRatio = 3.1;

    /// <summary>The height that four plots abreast need.</summary>
    private const double LeastRow = 380;

    /// <summary>The width that more than two plots need, if several stand side by side.</summary>
    private const double LeastGrid = 800;

    private double Ratio => PlotlyFigure.Ratio(plotly);

    private int Plots => PlotlyFigure.Plots(plotly);

    private int Columns => PlotlyFigure.Columns(plotly);

    /// <summary>A single plot that is lower than this is flat, and so are several that are lower than that, in pixels.</summary>
    private const double LeastPlot = 200, LeastOfSeveral = 120;

    /// <summary>The least area of a single plot in square pixels.</summary>
    private const double LeastArea = 110_000;

    /// <summary>True if its plots are large enough there for a lecture hall; of images and of a foreign picture that is not known.</summary>
    public bool IsLarge(double width, double height)
    {
        if (OfImages || Redrawn(width, height).Svg is not { } svg)
            return true;
        var plots = SvgLabels.Sizes(svg).Select(plot => (Width: plot.Width * Enlarged, Height: plot.Height * Enlarged)).ToList();
        return plots.Count == 1 ? plots[0].Height >= LeastPlot && plots[0].Width * plots[0].Height >= LeastArea : plots.All(plot => plot.Height >= LeastOfSeveral);
    }

    /// <summary>The least height that does it justice; at the smallest size of type a little less, before it has to go to a slide of its own.</summary>
    public override double Height(double width, TypeSize size) => Ratio >= Flat ? size == TypeSize.All[^1] ? 310 : 340 : Abreast(width, LeastRow) is { Readable: true } ? LeastRow : Plots > 1 ? 500 : 420;

    /// <summary>False where there is no room for its plots or their labels.</summary>
    public bool Fits(double width, double height) => (Plots <= 2 || Columns < 2 || width >= LeastGrid) && (chart is null || Redrawn(width, height) is { Svg: not null, Readable: true });

    /// <inheritdoc/>
    public override string ToHtml(double width, double height, TypeSize size) =>
        FormattableString.Invariant($"<figure style=\"max-height:{height:0}px\">{Redrawn(width, height).Svg ?? shown()}</figure>");

    private static Chart? Read(JsonNode? plotly)
    {
        try
        {
            return plotly is null ? null : Chart.FromJson(plotly.ToJsonString());
        }
        catch (Exception e) when (e is FormatException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    private (string? Svg, bool Readable) Redrawn(double width, double height)
    {
        if (chart is null)
            return (null, true);
        var own = Redrawn(chart, Proportions(width, height));
        return Abreast(width, height) is { Readable: true } abreast && ShortestSide(abreast.Svg) > ShortestSide(own.Svg) ? abreast : own;
    }

    private (string? Svg, bool Readable)? Abreast(double width, double height) =>
        row is null || width < LeastGrid ? null : Redrawn(row, (width, Math.Min(height, width / RowRatio)));

    private (string? Svg, bool Readable) Redrawn(Chart whole, (double Width, double Height) place)
    {
        var key = (whole, (int)(place.Width / Enlarged), (int)(place.Height / Enlarged));
        if (!drawn.TryGetValue(key, out var picture))
            drawn[key] = picture = Draw(whole, key.Item2, key.Item3);
        return picture;
    }

    private static double ShortestSide(string? svg) => svg is null ? 0 : SvgLabels.Sizes(svg).Select(plot => Math.Min(plot.Width, plot.Height)).DefaultIfEmpty(0).Min();

    private (string? Svg, bool Readable) Draw(Chart whole, int width, int height)
    {
        try
        {
            string svg = whole.Resized(width, height).ToSvg();
            // The words in it are escaped; a colour that is none could still be an address.
            return Address().IsMatch(svg) ? (null, false) : (Scaled(svg), SvgLabels.AreReadable(svg, OfImages));
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or FormatException)
        {
            return (null, false); // no room, or nothing that Descent.Charts can draw
        }
    }

    private bool OfImages => PlotlyFigure.IsOfImages(plotly);

    /// <summary>
    /// A flat figure becomes as high as there is room for; one that is nearly square, a grid of several rows or a row of images
    /// keeps its shape, but a grid may be as wide as the slide.
    /// </summary>
    private (double Width, double Height) Proportions(double width, double height)
    {
        if (Ratio < Flat && Plots > 1 && width >= 1000)
            return (width, height);
        if (Ratio < Flat || OfImages)
            return width / height > Ratio ? (height * Ratio, height) : (width, width / Ratio);
        return (width, Math.Min(height, width * (Plots > 1 ? 1 / Math.Min(Ratio, 1.8) : width < 800 ? 1.1 : 0.6)));
    }

    /// <summary>The SVG's own size times 20/12, and its words as a label: two slides may show the same figure, and ids are for one.</summary>
    private static string Scaled(string svg)
    {
        Match words = Words().Match(svg);
        svg = words.Success ? svg.Remove(words.Index, words.Length) : svg;
        string label = words.Success ? $"{words.Groups[1].Value}. {words.Groups[2].Value}" : "figure";
        svg = LabelledBy().Replace(svg, $" aria-label=\"{label.Replace("\"", "&quot;")}\"", 1);
        return Size().Replace(svg, match => FormattableString.Invariant(
            $"<svg{match.Groups[1].Value} width=\"{Enlarged * double.Parse(match.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture):0.#}\" height=\"{Enlarged * double.Parse(match.Groups[3].Value, System.Globalization.CultureInfo.InvariantCulture):0.#}\""), 1);
    }

    [GeneratedRegex("<title[^>]*>([^<]*)</title><desc[^>]*>([^<]*)</desc>")]
    private static partial Regex Words();

    [GeneratedRegex(@"url\((?!#)|href=""(?!#|data:image/png)|<(?:script|style|foreignObject)", RegexOptions.IgnoreCase)]
    private static partial Regex Address();

    [GeneratedRegex(" aria-labelledby=\"[^\"]*\"")]
    private static partial Regex LabelledBy();

    [GeneratedRegex("<svg([^>]*?) width=\"([0-9.]+)\" height=\"([0-9.]+)\"")]
    private static partial Regex Size();
}
