using System.IO.Compression;
using Descent.Data;
using Xunit;

namespace Descent.Tests.Data;

public sealed class MnistTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("descent-mnist-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_training_part_is_mnists_first_6000()
    {
        Dataset digits = Datasets.Digits();
        Assert.Equal((784, 10, 6000), (digits.Features, digits.Outputs, digits.Count));
        Assert.Equal([5, 0, 4, 1, 9, 2, 1, 3, 1, 4], digits.Labels.Take(10));
        Assert.Equal([592, 671, 581, 608, 623, 514, 608, 651, 551, 601], Histogram(digits));
        Assert.Equal(DatasetRole.Train, digits.Role);
        Assert.Equal(0, digits.X.Enumerate().Min());
        Assert.Equal(1, digits.X.Enumerate().Max());
        // The first image has its first ink, 3 of 255, in row 5, column 12.
        Assert.Equal(3 / 255.0, digits.X[5 * 28 + 12, 0]);
        Assert.Equal(0, digits.X.Column(0, 0, 5 * 28 + 12).Sum());
    }

    [Fact]
    public void The_test_part_is_mnists_first_1000()
    {
        Dataset digits = Datasets.DigitsTest();
        Assert.Equal((784, 10, 1000), (digits.Features, digits.Outputs, digits.Count));
        Assert.Equal([7, 2, 1, 0, 4, 1, 4, 9, 5, 9], digits.Labels.Take(10));
        Assert.Equal(DatasetRole.Test, digits.Role);
    }

    [Fact]
    public void Plain_and_packed_files_give_the_same()
    {
        byte[] images = Images(3, 28, 28), labels = Labels(7, 0, 9);
        Dataset plain = Mnist.Read(Write("i", images), Write("l", labels));
        Dataset packed = Mnist.Read(Write("i.gz", Packed(images)), Write("l.gz", Packed(labels)));
        Assert.Equal(plain.X, packed.X);
        Assert.Equal([7, 0, 9], packed.Labels);
    }

    [Fact]
    public void Files_of_the_full_size_are_accepted()
    {
        Dataset test = Mnist.Read(Write("i", Images(10_000, 28, 28)), Write("l", Labels(new byte[10_000])));
        Assert.Equal(10_000, test.Count);
        Assert.Equal(60_000 * 784, IdxFile.Read(Write("i", Images(60_000, 28, 28))).Values.Length);
    }

    [Fact]
    public void A_file_cut_anywhere_is_refused()
    {
        byte[] whole = Labels(1, 2, 3), packed = Packed(whole);
        for (int length = 0; length < whole.Length; length++)
            Assert.Throws<InvalidDataException>(() => IdxFile.Read(Write("cut", whole[..length])));
        for (int length = 0; length < packed.Length; length++)
            Assert.Throws<InvalidDataException>(() => IdxFile.Read(Write("cut.gz", packed[..length])));
        string said = Assert.Throws<InvalidDataException>(() => IdxFile.Read(Write("cut", whole[..^1]))).Message;
        Assert.Contains("promises 3 = 3 values, but only 2", said);
    }

    [Fact]
    public void A_damaged_packed_file_is_refused()
    {
        byte[] packed = Packed(Images(20, 28, 28));
        packed[packed.Length / 2] ^= 0x55;
        Assert.Contains("'", Assert.Throws<InvalidDataException>(() => IdxFile.Read(Write("x.gz", packed))).Message);
    }

    [Theory]
    [InlineData("89504E470D0A1A0A", "no IDX file")]
    [InlineData("00000D0100000001", "type 0x0D")]
    [InlineData("0000080000000001", "0 dimensions")]
    [InlineData("0000080100000000", "size of 0")]
    [InlineData("00000801FFFFFFFF", "size of -1")]
    [InlineData("000008037FFFFFFF7FFFFFFF7FFFFFFF", "header is damaged")]
    [InlineData("0000080170000000AA", "only 1 are there")]
    [InlineData("0000080100000001AABB", "goes on after")]
    public void A_wrong_file_is_refused_with_its_reason(string hex, string said)
    {
        string path = Write("wrong", Convert.FromHexString(hex));
        string message = Assert.Throws<InvalidDataException>(() => IdxFile.Read(path)).Message;
        Assert.Contains(said, message);
        Assert.Contains(path, message);
    }

    [Fact]
    public void Images_and_labels_must_belong_together()
    {
        string images = Write("i", Images(2, 28, 28)), labels = Write("l", Labels(1, 2));
        Refused(labels, images, "swapped");
        Refused(images, images, "swapped");
        Refused(Write("small", Images(2, 8, 8)), labels, "2×8×8");
        Refused(images, Write("more", Labels(1, 2, 3)), "2 images");
        Refused(images, Write("ten", Labels(1, 10)), "Label 1");
        Assert.Throws<FileNotFoundException>(() => Mnist.Read(images, Path.Combine(folder, "absent")));

        static void Refused(string images, string labels, string said) =>
            Assert.Contains(said, Assert.Throws<InvalidDataException>(() => Mnist.Read(images, labels)).Message);
    }

    private static int[] Histogram(Dataset digits) => [.. Enumerable.Range(0, 10).Select(d => digits.Labels.Count(label => label == d))];

    private static byte[] Images(int count, int height, int width)
    {
        byte[] file = new byte[16 + count * height * width];
        byte[] header = [0, 0, 8, 3, (byte)(count >> 24), (byte)(count >> 16), (byte)(count >> 8), (byte)count, 0, 0, 0, (byte)height, 0, 0, 0, (byte)width];
        header.CopyTo(file, 0);
        for (int i = header.Length; i < file.Length; i++) file[i] = (byte)(i * 31);
        return file;
    }

    private static byte[] Labels(params byte[] labels) =>
        [0, 0, 8, 1, (byte)(labels.Length >> 24), (byte)(labels.Length >> 16), (byte)(labels.Length >> 8), (byte)labels.Length, .. labels];

    private static byte[] Packed(byte[] bytes)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Optimal)) gzip.Write(bytes);
        return stream.ToArray();
    }

    private string Write(string name, byte[] bytes)
    {
        string path = Path.Combine(folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
