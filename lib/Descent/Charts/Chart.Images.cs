using System.Text.Json.Nodes;
using Descent.Data;
using Descent.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace Descent.Charts;

public sealed partial class Chart
{
    /// <summary>Grey pictures in rows, each with its caption above it: variants of one image, learned weights, masks.</summary>
    /// <param name="columns">Pictures in a row.</param>
    /// <param name="images">All of the same size; row 0 is at the top, white is 0, black the largest value of all.</param>
    /// <exception cref="ArgumentException">There is no picture, or the sizes differ.</exception>
    public static Chart Images(int columns, params IEnumerable<(string Caption, Matrix<double> Pixels)> images) =>
        Mosaic(columns, [.. images.Select(i => (i.Caption, i.Pixels, Palette.Text))]);

    /// <summary>Digits with their labels and, where a network is given, what it takes them for; mistakes are captioned in vermillion.</summary>
    /// <param name="data">Square images as columns.</param>
    /// <param name="indices">Which examples.</param>
    /// <param name="network">Whose predictions, or null.</param>
    /// <param name="columns">Pictures in a row.</param>
    public static Chart Digits(Dataset data, IEnumerable<int> indices, Network? network = null, int columns = 8)
    {
        var shown = data.Select([.. indices]);
        var guesses = network?.Predict(shown.X);
        var tiles = Enumerable.Range(0, shown.Count).Select(j =>
        {
            int label = shown.Labels[j], guess = guesses?.Column(j).MaximumIndex() ?? label;
            return (guess == label ? $"{label}" : $"{label}, not {guess}", Data.Image.Of(shown, j).ToMatrix(), guess == label ? Palette.Text : "#b34700");
        });
        return Mosaic(columns, [.. tiles]);
    }

    /// <summary>A dropout mask (units × examples): dark is kept, light is dropped.</summary>
    public static Chart Mask(Matrix<double> mask)
    {
        var trace = Surface("heatmap", mask.Map(m => m == 0 ? 0.0 : 1.0), null, null, null);
        (trace["zmin"], trace["zmax"], trace["zauto"]) = (0, 1, false);
        trace["colorscale"] = Heat.Json(["#e9edf2", Palette.Blue]);
        WithoutScale(trace);
        return new Chart([trace]).WithXAxis("example").WithYAxis("unit").With(l => l["yaxis"]!["autorange"] = "reversed");
    }

    private static Chart Mosaic(int columns, IReadOnlyList<(string Caption, Matrix<double> Pixels, string Color)> tiles)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        if (tiles.Count == 0) throw new ArgumentException("There is no picture to show.");
        int height = tiles[0].Pixels.RowCount, width = tiles[0].Pixels.ColumnCount;
        if (tiles.FirstOrDefault(t => t.Pixels.RowCount != height || t.Pixels.ColumnCount != width) is { Pixels: { } other })
            throw new ArgumentException($"The pictures must be of one size, but there is one of {height}×{width} and one of {other.RowCount}×{other.ColumnCount}.");
        columns = Math.Min(columns, tiles.Count);
        int rows = (tiles.Count + columns - 1) / columns, cellWidth = width + Math.Max(2, width / 7), cellHeight = height + Math.Max(5, 2 * height / 5);
        double high = Math.Max(1e-300, tiles.Max(t => t.Pixels.Enumerate().Where(Numbers.Drawable).DefaultIfEmpty(0).Max()));
        double Darkness(int r, int c)
        {
            int tile = r / cellHeight * columns + c / cellWidth, y = r % cellHeight - (cellHeight - height), x = c % cellWidth;
            return tile < tiles.Count && y >= 0 && x < width ? tiles[tile].Pixels[y, x] / high : 0;
        }

        var picture = Picture(Gray(rows * cellHeight, columns * cellWidth, Darkness), columns * cellWidth, rows * cellHeight);
        return picture.With(layout =>
        {
            layout["height"] = Math.Clamp(60 + 640 * rows * cellHeight / (columns * cellWidth), 120, 1200);
            layout["annotations"] = new JsonArray([.. tiles.Select((tile, i) => new JsonObject
            {
                ["x"] = i % columns * cellWidth + width / 2.0 - 0.5, ["y"] = i / columns * cellHeight + (cellHeight - height) - 1,
                ["text"] = Label.Escape(tile.Caption), ["showarrow"] = false, ["yanchor"] = "bottom",
                ["font"] = new JsonObject { ["size"] = 12, ["color"] = tile.Color },
            })]);
        });
    }
}
