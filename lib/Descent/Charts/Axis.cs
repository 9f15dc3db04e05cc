using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace Descent.Charts;

/// <summary>
/// One axis of a figure that is ready to be drawn. Its units are Plotly's: values on a linear axis, powers of ten on
/// a logarithmic one, positions 0, 1, 2, … on an axis of categories.
/// </summary>
internal sealed class Axis
{
    /// <summary>As traces name it: x, y, x2, ….</summary>
    public required string Id { get; init; }

    public bool IsX => Id[0] == 'x';

    /// <summary>As the layout names it: xaxis, yaxis2, ….</summary>
    public string Key => $"{Id[0]}axis{Id[1..]}";

    public string Type { get; set; } = "linear";

    public List<string> Categories { get; } = [];

    public double From { get; set; }

    public double To { get; set; }

    public IReadOnlyList<(double At, string Text)> Ticks { get; set; } = [];

    /// <summary>Whether all data along it are whole numbers: then no tick lies between them.</summary>
    public bool Whole { get; set; }

    /// <summary>Into how many steps a linear axis is divided at most; Plotly calls it nticks.</summary>
    public int Intervals { get; set; }

    /// <summary>The part of the plot's width or height that it takes, 0 to 1.</summary>
    public (double From, double To) Domain { get; set; } = (0, 1);

    /// <summary>The axis that crosses it.</summary>
    public string Anchor { get; set; } = "";

    public string? Title { get; set; }

    /// <summary>Whether its title stands at another plot of the grid, for both.</summary>
    public bool IsTitledElsewhere { get; set; }

    /// <summary>Whether a title stands at it.</summary>
    [MemberNotNullWhen(true, nameof(Title))]
    public bool IsTitled => Title is { Length: > 0 } && !IsTitledElsewhere;

    public bool Visible { get; set; } = true;

    public bool ShowTicks { get; set; } = true;

    public bool Grid { get; set; } = true;

    /// <summary>Degrees by which tick labels are turned, as Plotly counts them.</summary>
    public double TickAngle { get; set; }

    /// <summary>The pixels at which it starts and ends.</summary>
    public double Start { get; set; }

    public double End { get; set; }

    public double Length => Math.Abs(End - Start);

    /// <summary>A data value in the axis' units; NaN where there is none (zero or less on a log axis).</summary>
    public double Unit(double value) => Type == "log" ? (value > 0 ? Math.Log10(value) : double.NaN) : value;

    /// <summary>The pixel of a point in the axis' units.</summary>
    public double PixelOfUnit(double unit) => Start + (unit - From) / (To - From) * (End - Start);

    /// <summary>The pixel of a data value.</summary>
    public double Pixel(double value) => PixelOfUnit(Unit(value));

    /// <summary>A trace's values along this axis; names become the positions of their categories.</summary>
    public double[] Read(JsonNode? node)
    {
        if (Type != "category" || node is not JsonArray array)
            return Numbers.Read(node);
        return [.. array.Select(n => n is null ? double.NaN : (double)Categories.IndexOf(n.ToString()))];
    }
}
