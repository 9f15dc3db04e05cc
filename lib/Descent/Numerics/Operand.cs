namespace Descent.Numerics;

/// <summary>
/// A matrix in memory, transposed or not: element (i, k) lies at <c>Start[i·StrideI + k·StrideK]</c>.
/// </summary>
internal readonly unsafe struct Operand(double* start, nint strideI, nint strideK)
{
    public readonly double* Start = start;
    public readonly nint StrideI = strideI;
    public readonly nint StrideK = strideK;

    public Operand From(int i, int k) => new(Start + i * StrideI + k * StrideK, StrideI, StrideK);

    /// <summary>Writes a strip of rows to <paramref name="target"/>, each of its columns after the other.</summary>
    public void CopyStrip(int height, int inner, double* target)
    {
        for (int i = 0; i < height; i++)
        {
            double* row = Start + i * StrideI;
            for (int k = 0; k < inner; k++)
            {
                target[i + k * height] = row[k * StrideK];
            }
        }
    }
}
