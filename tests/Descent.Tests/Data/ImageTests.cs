using Descent.Data;
using Descent.Numerics;
using Xunit;

namespace Descent.Tests.Data;

public sealed class ImageTests
{
    public static TheoryData<int, int> Sizes => new() { { 1, 1 }, { 3, 3 }, { 4, 7 }, { 28, 28 }, { 5, 2 } };

    [Theory, MemberData(nameof(Sizes))]
    public void A_vertical_flip_is_a_half_turn_and_a_horizontal_flip(int height, int width)
    {
        Image image = Random(height, width);
        Assert.Equal(image.FlipVertically().Pixels, image.Rotate(180).FlipHorizontally().Pixels);
        Assert.Equal(image.FlipVertically().Pixels, image.FlipHorizontally().Rotate(-180).Pixels);
        for (int row = 0; row < height; row++)
            for (int column = 0; column < width; column++)
            {
                Assert.Equal(image[row, column], image.FlipVertically()[height - 1 - row, column]);
                Assert.Equal(image[row, column], image.FlipHorizontally()[row, width - 1 - column]);
            }
    }

    [Fact]
    public void Twice_flipped_and_four_quarter_turns_give_the_image_back()
    {
        Image image = Random(28, 28);
        Assert.Equal(image.Pixels, image.FlipHorizontally().FlipHorizontally().Pixels);
        Assert.Equal(image.Pixels, image.Rotate(90).Rotate(90).Rotate(90).Rotate(90).Pixels);
        Assert.Equal(image.Pixels, image.Rotate(0).Scale(1).Shift(0, 0).Contrast(1).Brighten(0).Pixels.Select(pixel => Math.Round(pixel, 14)), Near);
        Assert.Equal(image.Rotate(90).Pixels, image.Rotate(450).Pixels);
    }

    [Fact]
    public void A_quarter_turn_is_anticlockwise()
    {
        // 1 2      2 4
        // 3 4  →   1 3
        Image image = new(2, 2, [0.1, 0.2, 0.3, 0.4]);
        Assert.Equal([0.2, 0.4, 0.1, 0.3], image.Rotate(90).Pixels);
    }

    [Fact]
    public void A_shift_moves_down_and_to_the_right_and_halves_are_between()
    {
        Image image = new(3, 3, [0, 0, 0, 0, 1, 0, 0, 0, 0]);
        Assert.Equal(1, image.Shift(1, 0)[2, 1]);
        Assert.Equal(1, image.Shift(0, -1)[1, 0]);
        Assert.Equal([0, 0, 0, 0, 0.5, 0.5, 0, 0, 0], image.Shift(0, 0.5).Pixels);
        Assert.Equal(new double[9], image.Shift(5, 0).Pixels);
        Assert.Equal(new double[9], image.Shift(-1e9, 1e9).Pixels);
    }

    [Fact]
    public void Scaling_is_about_the_centre()
    {
        Image line = new(1, 5, [0, 0.5, 1, 0.5, 0]);
        Assert.Equal([0.5, 0.75, 1, 0.75, 0.5], line.Scale(2).Pixels);
        Assert.Equal([0, 0, 1, 0, 0], line.Scale(0.5).Pixels);
    }

    [Fact]
    public void A_crop_is_a_part()
    {
        Image crop = new Image(3, 4, [.. Enumerable.Range(0, 12).Select(i => i / 12.0)]).Crop(top: 1, left: 2, height: 2, width: 2);
        Assert.Equal((2, 2), (crop.Height, crop.Width));
        Assert.Equal([6 / 12.0, 7 / 12.0, 10 / 12.0, 11 / 12.0], crop.Pixels);
        Assert.Contains("not inside", Assert.Throws<ArgumentException>(() => crop.Crop(0, 1, 2, 2)).Message);
    }

    [Fact]
    public void Tones_stay_in_range()
    {
        // mean 0.5: contrast 2 gives 0, 0.5 ± 2·0.25 = 0 and 1
        Image image = new(1, 4, [0, 0.25, 0.75, 1]);
        Assert.Equal([0, 0, 1, 1], image.Contrast(2).Pixels);
        Assert.Equal([0.5, 0.5, 0.5, 0.5], image.Contrast(0).Pixels);
        Assert.Equal([0.25, 0.5, 1, 1], image.Brighten(0.25).Pixels);
        Assert.All(image.AddNoise(5, new NumPyRandom(1)).Pixels, pixel => Assert.InRange(pixel, 0, 1));
        Assert.Equal(image.AddNoise(0.1, new NumPyRandom(1)).Pixels, image.AddNoise(0.1, new NumPyRandom(1)).Pixels);
    }

    [Fact]
    public void Pixels_of_another_number_or_range_are_refused()
    {
        Assert.Contains("3 pixels, expected 2×2 = 4", Assert.Throws<ArgumentException>(() => new Image(2, 2, [0, 0, 0])).Message);
        Assert.Contains("Pixel 1 is 255", Assert.Throws<ArgumentException>(() => new Image(1, 2, [0, 255])).Message);
        Assert.Contains("Pixel 0 is NaN", Assert.Throws<ArgumentException>(() => new Image(1, 1, [double.NaN])).Message);
        Image image = Random(2, 2);
        Assert.Throws<ArgumentOutOfRangeException>(() => image.Scale(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => image.Rotate(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => image.Contrast(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Image.Of(Datasets.DigitsTest(), 1000));
        Assert.Contains("not inside", Assert.Throws<ArgumentOutOfRangeException>(() => image[0, image.Width]).Message);
    }

    private static Image Random(int height, int width)
    {
        var random = new NumPyRandom(5);
        return new Image(height, width, [.. Enumerable.Range(0, height * width).Select(_ => random.Rand())]);
    }

    private static bool Near(double first, double second) => Math.Abs(first - second) < 1e-12;
}
