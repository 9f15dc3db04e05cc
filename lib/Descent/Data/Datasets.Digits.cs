namespace Descent.Data;

public static partial class Datasets
{
    /// <summary>
    /// The first 6,000 training images of MNIST: X is (784 × 6000) in [0, 1], Y is (10 × 6000), one-hot. Split a dev set off it
    /// to choose by: <see cref="DigitsTest"/> decides nothing.
    /// </summary>
    /// <param name="folder">Where the files are; without it, the repository's <c>data/</c>.</param>
    /// <exception cref="DirectoryNotFoundException">No <c>data/</c> with the files was found.</exception>
    public static Dataset Digits(string? folder = null) => Digits(folder, "train", DatasetRole.Train);

    /// <summary>
    /// The first 1,000 test images of MNIST: X is (784 × 1000) in [0, 1], Y is (10 × 1000), one-hot. To be looked at once, when
    /// everything is chosen.
    /// </summary>
    /// <param name="folder">Where the files are; without it, the repository's <c>data/</c>.</param>
    /// <exception cref="DirectoryNotFoundException">No <c>data/</c> with the files was found.</exception>
    public static Dataset DigitsTest(string? folder = null) => Digits(folder, "t10k", DatasetRole.Test);

    private static Dataset Digits(string? folder, string part, DatasetRole role)
    {
        string images = $"{part}-images-idx3-ubyte.gz", labels = $"{part}-labels-idx1-ubyte.gz";
        folder ??= DataFolder.Containing(images);
        return Mnist.Read(Path.Combine(folder, images), Path.Combine(folder, labels)).As(role);
    }
}
