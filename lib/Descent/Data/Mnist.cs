using MathNet.Numerics.LinearAlgebra;

namespace Descent.Data;

/// <summary>Handwritten digits in the MNIST format, the subset in <c>data/</c> or the full files.</summary>
public static class Mnist
{
    /// <summary>Pixels along each side of an image.</summary>
    public const int Side = 28;

    /// <summary>Pixels of an image; pixel (row r, column c) is feature 28·r + c.</summary>
    public const int Pixels = Side * Side;

    /// <summary>The digits 0 … 9.</summary>
    public const int Classes = 10;

    /// <summary>Reads a pair of IDX files, plain or packed with gzip.</summary>
    /// <param name="imagesPath">A file of m images, such as <c>train-images-idx3-ubyte.gz</c>.</param>
    /// <param name="labelsPath">A file of their m digits, such as <c>train-labels-idx1-ubyte.gz</c>.</param>
    /// <returns>X is (784 × m) in [0, 1], 0 the background; Y is (10 × m), one-hot.</returns>
    /// <exception cref="FileNotFoundException">One of the files is missing.</exception>
    /// <exception cref="InvalidDataException">A file is truncated, damaged, or not what its place asks for; or they do not belong together.</exception>
    public static Dataset Read(string imagesPath, string labelsPath)
    {
        IdxFile images = IdxFile.Read(imagesPath), labels = IdxFile.Read(labelsPath);
        if (images.Dimensions is not [_, Side, Side])
            throw new InvalidDataException(
                $"'{imagesPath}' holds {string.Join("×", images.Dimensions)} values, expected m×{Side}×{Side} for images. Are images and labels swapped?");
        if (labels.Dimensions is not [_])
            throw new InvalidDataException(
                $"'{labelsPath}' holds {string.Join("×", labels.Dimensions)} values, expected one label for each image. Are images and labels swapped?");
        int count = images.Dimensions[0];
        if (labels.Dimensions[0] != count)
            throw new InvalidDataException(
                $"'{imagesPath}' has {count} images and '{labelsPath}' {labels.Dimensions[0]} labels: they do not belong together.");

        int[] digits = new int[count];
        for (int j = 0; j < count; j++)
        {
            digits[j] = labels.Values.Span[j];
            if (digits[j] >= Classes)
                throw new InvalidDataException($"Label {j} in '{labelsPath}' is {digits[j]}, expected a digit 0 … 9.");
        }

        double[] pixels = new double[images.Values.Length];
        ReadOnlySpan<byte> bytes = images.Values.Span;
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = bytes[i] / 255.0;
        return new Dataset(Matrix<double>.Build.Dense(Pixels, count, pixels), OneHot.Encode(digits, Classes));
    }
}
