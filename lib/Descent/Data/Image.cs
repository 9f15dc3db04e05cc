using System.Globalization;
using Descent.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Descent.Data;

/// <summary>
/// One grey image, height × width pixels in [0, 1] with 0 the background, and the changes that augmentation makes. Every change
/// gives a new image of the same size (only <see cref="Crop"/> gives a smaller one); what comes in from outside is background.
/// </summary>
public sealed class Image
{
    private readonly double[] pixels;

    /// <param name="height">Rows, at least 1.</param>
    /// <param name="width">Columns, at least 1.</param>
    /// <param name="pixels">Row by row from the top left, each in [0, 1]; copied.</param>
    public Image(int height, int width, IReadOnlyList<double> pixels)
        : this(Checked(height, width, pixels), height, width)
    {
    }

    private Image(double[] pixels, int height, int width) => (Height, Width, this.pixels) = (height, width, pixels);

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>The pixels, row by row from the top left.</summary>
    public IReadOnlyList<double> Pixels => pixels;

    /// <summary>The pixel at row <paramref name="row"/> from the top and column <paramref name="column"/> from the left, in [0, 1].</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not inside the image.</exception>
    public double this[int row, int column] => row >= 0 && row < Height && column >= 0 && column < Width
        ? pixels[row * Width + column]
        : throw new ArgumentOutOfRangeException(nameof(row), $"[{row}, {column}] is not inside the {Height}×{Width} image; rows are 0 … {Height - 1}, columns 0 … {Width - 1}.");

    /// <summary>Example <paramref name="index"/> of a set of images; square unless the sizes say otherwise.</summary>
    /// <exception cref="ArgumentException">The features are not as many as the pixels.</exception>
    public static Image Of(Dataset data, int index, int? height = null, int? width = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        int side = (int)Math.Round(Math.Sqrt(data.Features));
        if (index < 0 || index >= data.Count)
            throw new ArgumentOutOfRangeException(nameof(index), $"There is no example {index}, expected 0 … {data.Count - 1}.");
        return new Image(height ?? side, width ?? side, data.X.Column(index).ToArray());
    }

    /// <summary>Left and right exchanged.</summary>
    public Image FlipHorizontally() => Warp(AffineMap.FlipHorizontally);

    /// <summary>Top and bottom exchanged: a horizontal flip and a half-turn.</summary>
    public Image FlipVertically() => Warp(AffineMap.FlipVertically);

    /// <summary>Turned anticlockwise about the centre.</summary>
    public Image Rotate(double degrees) => Warp(AffineMap.Rotate(Finite(degrees, nameof(degrees))));

    /// <summary>Moved by pixels; negative is up and to the left.</summary>
    public Image Shift(double down, double right) => Warp(AffineMap.Shift(Finite(down, nameof(down)), Finite(right, nameof(right))));

    /// <summary>Enlarged about the centre, or made smaller where the factor is below 1.</summary>
    public Image Scale(double factor) => Warp(AffineMap.Scale(Require.Positive(factor, nameof(factor))));

    /// <summary>The part of this size whose top left pixel is (top, left).</summary>
    public Image Crop(int top, int left, int height, int width)
    {
        if (top < 0 || left < 0 || height < 1 || width < 1 || top + height > Height || left + width > Width)
            throw new ArgumentException($"Rows {top} … {top + height - 1} and columns {left} … {left + width - 1} are not inside the {Height}×{Width} image.");
        double[] part = new double[height * width];
        for (int row = 0; row < height; row++)
            pixels.AsSpan((top + row) * Width + left, width).CopyTo(part.AsSpan(row * width));
        return new Image(part, height, width);
    }

    /// <summary>Distances from the image's mean multiplied by <paramref name="factor"/>, then kept within [0, 1].</summary>
    public Image Contrast(double factor) => Tone(Require.NotNegative(factor, nameof(factor)), 0);

    /// <summary>Every pixel lighter by <paramref name="amount"/> (negative: darker), then kept within [0, 1].</summary>
    public Image Brighten(double amount) => Tone(1, Finite(amount, nameof(amount)));

    /// <summary>Normal noise of this standard deviation on every pixel, then kept within [0, 1].</summary>
    public Image AddNoise(double deviation, NumPyRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        double[] result = (double[])pixels.Clone();
        ImageTone.AddNoise(result, Require.NotNegative(deviation, nameof(deviation)), random);
        return new Image(result, Height, Width);
    }

    /// <summary>The pixels as a (height × width) matrix, for instance to draw.</summary>
    public Matrix<double> ToMatrix() => Matrix<double>.Build.DenseOfRowMajor(Height, Width, pixels);

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Height}×{Width} image, mean {pixels.Average():0.###}");

    private Image Warp(in AffineMap map)
    {
        double[] result = new double[pixels.Length];
        ImageWarp.Apply(pixels, result, Height, Width, map);
        return new Image(result, Height, Width);
    }

    private Image Tone(double contrast, double brightness)
    {
        double[] result = (double[])pixels.Clone();
        ImageTone.Change(result, contrast, brightness);
        return new Image(result, Height, Width);
    }

    private static double[] Checked(int height, int width, IReadOnlyList<double> pixels)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        Require.AtLeastOne(height, nameof(height));
        Require.AtLeastOne(width, nameof(width));
        if (pixels.Count != (long)height * width)
            throw new ArgumentException($"There are {pixels.Count} pixels, expected {height}×{width} = {(long)height * width}.", nameof(pixels));
        double[] copy = [.. pixels];
        ImageTone.RequireRange(copy);
        return copy;
    }

    private static double Finite(double value, string name) =>
        double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(name, $"{name} is {value}; it must be a finite number.");
}
