namespace Descent.Numerics;

/// <summary>
/// Copies an operand into the order in which the tiles read it: strip after strip, so that the caches and the page tables
/// meet one stream instead of many.
/// </summary>
internal readonly unsafe struct OperandPacking(
    Operand source, int rows, int inner, int rowsPerPart, int stripHeight, double* target) : IWork
{
    private readonly Operand source = source;
    private readonly double* target = target;

    public int Parts => (rows + rowsPerPart - 1) / rowsPerPart;

    /// <summary>Where the strip that starts at <paramref name="row"/> lies.</summary>
    public static double* Strip(double* packed, int row, int inner) => packed + (nint)row * inner;

    /// <summary>Packs the strips of one part. A strip height of 0 leaves it to <see cref="ProductStrips.Height"/>.</summary>
    public void Execute(int part)
    {
        int end = Math.Min((part + 1) * rowsPerPart, rows);
        for (int i = part * rowsPerPart; i < end;)
        {
            int height = stripHeight == 0 ? ProductStrips.Height(end - i) : Math.Min(stripHeight, end - i);
            source.From(i, 0).CopyStrip(height, inner, Strip(target, i, inner));
            i += height;
        }
    }
}
