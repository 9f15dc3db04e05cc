namespace Descent.Data;

/// <summary>
/// Where a pixel of the result comes from, both measured from the image's centre, rows downwards and columns to the right:
/// row' = RowByRow·row + RowByColumn·column + Down, column' = ColumnByRow·row + ColumnByColumn·column + Right.
/// </summary>
internal readonly record struct AffineMap(
    double RowByRow, double RowByColumn, double ColumnByRow, double ColumnByColumn, double Down, double Right)
{
    public static AffineMap Identity { get; } = new(1, 0, 0, 1, 0, 0);

    public static AffineMap FlipHorizontally { get; } = new(1, 0, 0, -1, 0, 0);

    public static AffineMap FlipVertically { get; } = new(-1, 0, 0, 1, 0, 0);

    /// <summary>The picture turns anticlockwise by <paramref name="degrees"/>, as one sees it.</summary>
    public static AffineMap Rotate(double degrees)
    {
        // Quarter turns are exact, so that they only exchange pixels.
        (double sine, double cosine) = Math.IEEERemainder(degrees, 360) switch
        {
            0 => (0.0, 1.0),
            90 => (1, 0),
            -90 => (-1, 0),
            180 or -180 => (0, -1),
            var angle => Math.SinCos(angle * (Math.PI / 180)),
        };
        return new AffineMap(cosine, sine, -sine, cosine, 0, 0);
    }

    /// <summary>The picture moves.</summary>
    public static AffineMap Shift(double down, double right) => new(1, 0, 0, 1, -down, -right);

    /// <summary>The picture grows by <paramref name="factor"/>.</summary>
    public static AffineMap Scale(double factor) => new(1 / factor, 0, 0, 1 / factor, 0, 0);

    /// <summary>First this change of the picture, then <paramref name="next"/>.</summary>
    public AffineMap Then(in AffineMap next) => new(
        RowByRow * next.RowByRow + RowByColumn * next.ColumnByRow,
        RowByRow * next.RowByColumn + RowByColumn * next.ColumnByColumn,
        ColumnByRow * next.RowByRow + ColumnByColumn * next.ColumnByRow,
        ColumnByRow * next.RowByColumn + ColumnByColumn * next.ColumnByColumn,
        RowByRow * next.Down + RowByColumn * next.Right + Down,
        ColumnByRow * next.Down + ColumnByColumn * next.Right + Right);
}
