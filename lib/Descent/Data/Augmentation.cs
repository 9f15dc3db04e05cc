using Descent.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Descent.Data;

/// <summary>
/// Random changes of images that leave the label true, and so make more examples out of the ones there are. Every change is
/// drawn anew for every image, evenly from a range; what is not set stays off. Only the training set is augmented.
/// </summary>
/// <remarks>
/// Which change keeps a label depends on the images: a shifted 6 is a 6, but a half-turned one is a 9, and a flipped 2 is nothing.
/// <code>
/// var augmentation = new Augmentation(height: 28, width: 28) { Rotation = 10, Shift = 2, Scale = 0.1 };
/// Dataset offline = augmentation.Enlarge(split.Train, copies: 4, seed: 1);
/// var trainer = new Trainer(…) { Augmentation = augmentation };   // online: other changes in every epoch
/// </code>
/// </remarks>
/// <param name="height">Rows of every image; an example has height·width features, row by row.</param>
/// <param name="width">Columns of every image.</param>
public sealed class Augmentation(int height, int width)
{
    /// <summary>Rows of every image.</summary>
    public int Height { get; } = Require.AtLeastOne(height, nameof(height));

    /// <summary>Columns of every image.</summary>
    public int Width { get; } = Require.AtLeastOne(width, nameof(width));

    /// <summary>The probability of exchanging left and right.</summary>
    public double HorizontalFlip { get; init => field = Probability(value, nameof(HorizontalFlip)); }

    /// <summary>The probability of exchanging top and bottom.</summary>
    public double VerticalFlip { get; init => field = Probability(value, nameof(VerticalFlip)); }

    /// <summary>Turned by −Rotation … Rotation degrees.</summary>
    public double Rotation { get; init => field = Require.NotNegative(value, nameof(Rotation)); }

    /// <summary>Moved by −Shift … Shift pixels, down and to the right independently.</summary>
    public double Shift { get; init => field = Require.NotNegative(value, nameof(Shift)); }

    /// <summary>Enlarged by a factor of 1 − Scale … 1 + Scale; below 1.</summary>
    public double Scale { get; init => field = Require.Fraction(value, nameof(Scale)); }

    /// <summary>A window with 1 − Crop … 1 of each side is cut out anywhere and enlarged to the full size; below 1.</summary>
    public double Crop { get; init => field = Require.Fraction(value, nameof(Crop)); }

    /// <summary>Distances from the image's mean multiplied by 1 − Contrast … 1 + Contrast; below 1.</summary>
    public double Contrast { get; init => field = Require.Fraction(value, nameof(Contrast)); }

    /// <summary>−Brightness … Brightness added to every pixel.</summary>
    public double Brightness { get; init => field = Require.NotNegative(value, nameof(Brightness)); }

    /// <summary>The standard deviation of normal noise on every pixel.</summary>
    public double Noise { get; init => field = Require.NotNegative(value, nameof(Noise)); }

    /// <summary>Offline: the examples themselves, followed by changed copies of all of them.</summary>
    /// <param name="train">Images in [0, 1], one a column; a training set, or one that is not split.</param>
    /// <param name="copies">How many changed copies of each example, at least 1.</param>
    /// <param name="seed">0 … 2³²−1; the same seed gives the same copies.</param>
    /// <returns>m·(1 + copies) examples.</returns>
    public Dataset Enlarge(Dataset train, int copies, long seed)
    {
        RequireImages(train);
        Require.AtLeastOne(copies, nameof(copies));
        if ((long)train.X.RowCount * train.Count * (1 + copies) > Array.MaxLength)
            throw new ArgumentOutOfRangeException(nameof(copies), $"{copies} copies of {train.Count} images are more than a matrix can hold; augment online instead.");
        var random = new NumPyRandom(seed);
        double[] x = train.X.AsColumnMajorArray(), y = train.Y.AsColumnMajorArray();
        double[] manyX = new double[x.Length * (1 + copies)], manyY = new double[y.Length * (1 + copies)];
        for (int copy = 0; copy <= copies; copy++)
        {
            x.CopyTo(manyX, copy * x.Length);
            y.CopyTo(manyY, copy * y.Length);
        }

        Apply(manyX.AsSpan(x.Length), random);
        return new Dataset(
            Matrix<double>.Build.Dense(train.Features, train.Count * (1 + copies), manyX),
            Matrix<double>.Build.Dense(train.Outputs, train.Count * (1 + copies), manyY)).As(train.Role);
    }

    /// <summary>Refuses what is no training set of such images.</summary>
    internal void RequireImages(Dataset train)
    {
        ArgumentNullException.ThrowIfNull(train);
        if (train.Role is DatasetRole.Dev or DatasetRole.Test)
            throw new ArgumentException(
                $"This is the {train.Role.ToString().ToLowerInvariant()} set: only the training set is augmented, the others must stay as the world is.");
        if (train.Features != Height * Width)
            throw new ArgumentException($"The images are {Height}×{Width} = {Height * Width} pixels, but the examples have {train.Features} features.", nameof(train));
        ImageTone.RequireRange(train.X.AsColumnMajorArray());
    }

    /// <summary>Online: changes the images of a batch in place, without allocating.</summary>
    internal void Apply(Span<double> images, NumPyRandom random)
    {
        for (int size = Height * Width, start = 0; start < images.Length; start += size)
        {
            var image = images.Slice(start, size);
            AffineMap map = Draw(random);
            if (map != AffineMap.Identity) ImageWarp.Apply(image, image, Height, Width, map);
            double contrast = Contrast > 0 ? random.Uniform(1 - Contrast, 1 + Contrast) : 1;
            double brightness = Brightness > 0 ? random.Uniform(-Brightness, Brightness) : 0;
            if (contrast != 1 || brightness != 0) ImageTone.Change(image, contrast, brightness);
            if (Noise > 0) ImageTone.AddNoise(image, Noise, random);
        }
    }

    // All changes of place in one map, so that an image is drawn anew, and blurred, only once.
    private AffineMap Draw(NumPyRandom random)
    {
        AffineMap map = AffineMap.Identity;
        if (HorizontalFlip > 0 && random.Rand() < HorizontalFlip) map = map.Then(AffineMap.FlipHorizontally);
        if (VerticalFlip > 0 && random.Rand() < VerticalFlip) map = map.Then(AffineMap.FlipVertically);
        if (Rotation > 0) map = map.Then(AffineMap.Rotate(random.Uniform(-Rotation, Rotation)));
        if (Scale > 0) map = map.Then(AffineMap.Scale(random.Uniform(1 - Scale, 1 + Scale)));
        if (Shift > 0) map = map.Then(AffineMap.Shift(random.Uniform(-Shift, Shift), random.Uniform(-Shift, Shift)));
        if (Crop > 0)
        {
            double side = random.Uniform(1 - Crop, 1), room = (1 - side) / 2;
            map = map.Then(AffineMap.Shift(random.Uniform(-room, room) * Height, random.Uniform(-room, room) * Width))
                .Then(AffineMap.Scale(1 / side));
        }

        return map;
    }

    private static double Probability(double value, string name) => value is >= 0 and <= 1
        ? value : throw new ArgumentOutOfRangeException(name, $"{name} is {value}; it is a probability, 0 … 1.");
}
