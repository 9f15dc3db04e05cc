using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Descent.Charts;

namespace Descent.Publishing.Slides;

/// <summary>
/// A figure. One that is known as a Plotly figure is laid out anew for its place on the slide, so that its smallest text
/// is 20 pixels high; the data, ranges and colours are those of the page. Any other picture is scaled.
/// </summary>
/// <param name="plotly">The Plotly figure, if there is one.</param>
/// <param name="shown">Its HTML otherwise: an SVG or an img.</param>
/// <param name="typesetter">Makes the drawn SVG safe.</param>
internal sealed partial class FigurePart(JsonNode? plotly, string shown, ITypesetter typesetter) : SlidePart
{
    /// <summary>The smallest text of a chart has 12 pixels.</summary>
    private const double Enlarged = 20.0 / 12;

    private const double LeastHeight = 320;

    /// <inheritdoc/>
    public override bool IsPicture => true;

    /// <summary>True if several plots stand side by side in it: then it wants the whole width.</summary>
    public bool IsWide => plotly?["layout"] is JsonObject layout && layout.Count(part => part.Key.StartsWith("xaxis", StringComparison.Ordinal)) > 1;

    /// <inheritdoc/>
    public override double Height(double width, TypeSize size) => LeastHeight;

    /// <inheritdoc/>
    public override string ToHtml(double width, double height, TypeSize size)
    {
        string picture = Redrawn(width, height) ?? shown;
        return FormattableString.Invariant($"<figure style=\"max-height:{height:0}px\">{picture}</figure>");
    }

    private string? Redrawn(double width, double height)
    {
        if (plotly is null)
            return null;
        try
        {
            var (w, h) = Proportions(width, height);
            string svg = Chart.FromJson(plotly.ToJsonString()).Resized((int)(w / Enlarged), (int)(h / Enlarged)).ToSvg();
            return Scaled(typesetter.Svg(svg));
        }
        catch (Exception e) when (e is FormatException or ArgumentException or InvalidOperationException or TypesettingException)
        {
            return null; // a figure that Descent.Charts cannot draw, or that has no room
        }
    }

    /// <summary>A flat figure becomes as high as there is room for; one that is nearly square, or a grid of several rows, stays as it is.</summary>
    private (double Width, double Height) Proportions(double width, double height)
    {
        double w = (double?)plotly!["layout"]?["width"] ?? 700, h = (double?)plotly["layout"]?["height"] ?? 420, ratio = w / h;
        if (ratio >= 1.4)
            return (width, Math.Min(height, width / Math.Min(ratio, 1.75)));
        return width / height > ratio ? (height * ratio, height) : (width, width / ratio);
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

    [GeneratedRegex(" aria-labelledby=\"[^\"]*\"")]
    private static partial Regex LabelledBy();

    [GeneratedRegex("<svg([^>]*?) width=\"([0-9.]+)\" height=\"([0-9.]+)\"")]
    private static partial Regex Size();
}
