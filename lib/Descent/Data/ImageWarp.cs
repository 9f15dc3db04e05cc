using System.Buffers;
using System.Runtime.CompilerServices;

namespace Descent.Data;

/// <summary>Draws an image anew through an <see cref="AffineMap"/>.</summary>
internal static class ImageWarp
{
    /// <summary>
    /// Each pixel of the result is read from its place in the image, bilinearly: the mean of the four pixels around it, weighted
    /// by nearness. What lies outside the image is 0. The pixels are row by row; the result may be the image itself. Nothing is allocated once the pool is warm.
    /// </summary>
    public static void Apply(ReadOnlySpan<double> image, Span<double> result, int height, int width, in AffineMap map)
    {
        // A frame of zeros, one pixel above and to the left and two below and to the right, needs no test at the border.
        int stride = width + 3;
        double[] frame = ArrayPool<double>.Shared.Rent((height + 3) * stride);
        frame.AsSpan(0, (height + 3) * stride).Clear();
        for (int row = 0; row < height; row++)
            image.Slice(row * width, width).CopyTo(frame.AsSpan((row + 1) * stride + 1));

        double centreRow = (height - 1) / 2.0, centreColumn = (width - 1) / 2.0;
        for (int row = 0; row < height; row++)
        {
            // + 1: places in the frame.
            double fromRow = map.RowByRow * (row - centreRow) + map.Down + centreRow + 1;
            double fromColumn = map.ColumnByRow * (row - centreRow) + map.Right + centreColumn + 1;
            var line = result.Slice(row * width, width);
            for (int column = 0; column < line.Length; column++)
            {
                double r = Inside(fromRow + map.RowByColumn * (column - centreColumn), height + 1);
                double c = Inside(fromColumn + map.ColumnByColumn * (column - centreColumn), width + 1);
                // Neither needs the checks of a cast or of Math.Clamp, which took half of the time.
                int top = double.ConvertToIntegerNative<int>(r), left = double.ConvertToIntegerNative<int>(c);
                double down = r - top, right = c - left;
                int at = top * stride + left;
                double upper = frame[at] + right * (frame[at + 1] - frame[at]);
                double lower = frame[at + stride] + right * (frame[at + stride + 1] - frame[at + stride]);
                line[column] = upper + down * (lower - upper);
            }
        }

        ArrayPool<double>.Shared.Return(frame);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Inside(double place, double end) => place < 0 ? 0 : place > end ? end : place;
}
