namespace Descent.Numerics;

/// <summary>
/// A block of C for one range of k. It is cut along its rows and columns into parts that can be computed at the same time.
/// </summary>
internal unsafe struct ProductBlock : IWork
{
    /// <summary>op(A), with rows side by side unless it is packed.</summary>
    public required Operand A;
    public required bool PackedA;

    /// <summary>op(B)ᵀ: its rows are the columns of C.</summary>
    public required Operand B;
    public required bool PackedB;
    public required double* C;
    public required nint StrideC;
    public required int Rows;
    public required int Columns;
    public required int Inner;

    /// <summary>Whether the chains start from C instead of 0.</summary>
    public required bool Continues;
    public required int RowsPerPart;
    public required int ColumnsPerPart;

    public readonly int Parts => RowParts * ((Columns + ColumnsPerPart - 1) / ColumnsPerPart);

    private readonly int RowParts => (Rows + RowsPerPart - 1) / RowsPerPart;

    /// <summary>A few columns of op(B) stay in the first cache while all strips of op(A) pass by.</summary>
    public readonly void Execute(int part)
    {
        int rowStart = part % RowParts * RowsPerPart;
        int rowEnd = Math.Min(rowStart + RowsPerPart, Rows);
        int columnStart = part / RowParts * ColumnsPerPart;
        int columnEnd = Math.Min(columnStart + ColumnsPerPart, Columns);
        for (int j = columnStart; j < columnEnd; j += ProductStrips.TileColumns)
        {
            int width = Math.Min(ProductStrips.TileColumns, columnEnd - j);
            Operand b = PackedB ? new(OperandPacking.Strip(B.Start, j, Inner), 1, width) : B.From(j, 0);
            for (int i = rowStart; i < rowEnd;)
            {
                int height = ProductStrips.Height(rowEnd - i);
                Operand a = PackedA ? new(OperandPacking.Strip(A.Start, i, Inner), 1, height) : A.From(i, 0);
                ProductStrips.Multiply(
                    height, a.Start, a.StrideK, b.Start, b.StrideK, b.StrideI,
                    C + i + j * StrideC, StrideC, width, Inner, Continues);
                i += height;
            }
        }
    }
}
