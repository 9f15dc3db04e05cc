using Descent.Numerics;

namespace Descent.Data;

/// <summary>Changes of the pixels' values, in place; the result is kept within [0, 1].</summary>
internal static class ImageTone
{
    /// <summary>mean + contrast·(pixel − mean) + brightness.</summary>
    public static void Change(Span<double> pixels, double contrast, double brightness)
    {
        double mean = 0;
        foreach (double pixel in pixels) mean += pixel;
        mean /= pixels.Length;
        double offset = mean - contrast * mean + brightness;
        foreach (ref double pixel in pixels) pixel = Math.Clamp(contrast * pixel + offset, 0, 1);
    }

    public static void AddNoise(Span<double> pixels, double deviation, NumPyRandom random)
    {
        foreach (ref double pixel in pixels) pixel = Math.Clamp(pixel + random.Normal(0, deviation), 0, 1);
    }

    public static void RequireRange(ReadOnlySpan<double> pixels)
    {
        for (int i = 0; i < pixels.Length; i++)
            if (!(pixels[i] is >= 0 and <= 1))
                throw new ArgumentException($"Pixel {i} is {pixels[i]}, expected 0 … 1. Augment images before they are standardized; divide bytes by 255.");
    }
}
