using System.Xml;
using System.Xml.Linq;

namespace Descent.Notebooks;

/// <summary>
/// Compares drawings by structure: the same elements in the same order with the same attributes; coordinates as numbers within the
/// tolerance, everything else (colours, ids, classes, references) as it stands.
/// </summary>
internal static class SvgComparison
{
    private static readonly HashSet<string> Geometry =
    [
        "d", "points", "transform", "viewBox", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "dx", "dy", "fx", "fy",
        "width", "height", "offset", "opacity", "fill-opacity", "stroke-opacity", "stop-opacity", "stroke-width", "stroke-dasharray",
        "font-size", "gradientTransform", "patternTransform",
    ];

    /// <summary>Null if the drawings agree; else what differs, beginning with the element. Texts that are no XML are compared as texts.</summary>
    public static string? Difference(string expected, string actual, NumberTolerance tolerance)
    {
        try
        {
            return Difference(Parse(expected), Parse(actual), tolerance, "");
        }
        catch (XmlException)
        {
            return TextComparison.Difference(expected, actual, tolerance);
        }
    }

    private static XElement Parse(string svg)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true };
        using var reader = XmlReader.Create(new StringReader(svg), settings);
        return XDocument.Load(reader).Root!;
    }

    private static string? Difference(XElement expected, XElement actual, NumberTolerance tolerance, string parent)
    {
        string path = $"{parent}/{expected.Name.LocalName}";
        if (expected.Name != actual.Name)
            return $"{path}: got the element \"{actual.Name.LocalName}\" instead";
        if (AttributeDifference(expected, actual, tolerance) is { } attribute)
            return $"{path}: {attribute}";
        List<XNode> expectedNodes = Significant(expected), actualNodes = Significant(actual);
        for (int i = 0; i < Math.Min(expectedNodes.Count, actualNodes.Count); i++)
        {
            string? difference = (expectedNodes[i], actualNodes[i]) switch
            {
                (XElement a, XElement b) => Difference(a, b, tolerance, $"{path}[{i + 1}]"),
                (XText a, XText b) => TextComparison.Difference(a.Value, b.Value, tolerance) is { } text ? $"{path}: {text}" : null,
                (var a, var b) => a.ToString() == b.ToString() ? null : $"{path}: expected {a}, got {b}",
            };
            if (difference is not null)
                return difference;
        }
        return expectedNodes.Count == actualNodes.Count
            ? null
            : $"{path}: expected {expectedNodes.Count} nodes inside, got {actualNodes.Count}";
    }

    private static string? AttributeDifference(XElement expected, XElement actual, NumberTolerance tolerance)
    {
        if (expected.Attributes().FirstOrDefault(a => actual.Attribute(a.Name) is null) is { } missing)
            return $"the attribute \"{missing.Name.LocalName}\" is missing";
        foreach (XAttribute b in actual.Attributes())
        {
            string? a = expected.Attribute(b.Name)?.Value;
            if (a is null)
                return $"the attribute \"{b.Name.LocalName}\" was not expected";
            bool agrees = Geometry.Contains(b.Name.LocalName) ? TextComparison.GeometryAgrees(a, b.Value, tolerance) : a == b.Value;
            if (!agrees)
                return $"{b.Name.LocalName}: {TextComparison.Excerpts(a, b.Value)}";
        }
        return null;
    }

    /// <summary>The nodes inside without the white space between elements.</summary>
    private static List<XNode> Significant(XElement element) =>
        [.. element.Nodes().Where(node => node is not XText text || !string.IsNullOrWhiteSpace(text.Value))];
}
