using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Descent.Numerics;

/// <summary>Products of column-major matrices.</summary>
/// <remarks>
/// Each element of C is one chain of fused multiply-adds in k order. Neither the width of the vector registers nor the
/// blocking nor the number of threads changes a bit of it.
/// </remarks>
public static unsafe class MatrixProduct
{
    /// <summary>As many k as keep eight columns of op(B) in the first cache.</summary>
    private const int InnerBlock = 384;

    /// <summary>
    /// C = op(A)·op(B), or C += op(A)·op(B) where <paramref name="accumulate"/> is set; op transposes where asked.
    /// op(A) is (rows × inner), op(B) is (inner × columns), C is (rows × columns), all column-major.
    /// </summary>
    /// <exception cref="ArgumentException">A span is shorter than its matrix.</exception>
    public static void Multiply(
        bool transposeA, bool transposeB, int rows, int columns, int inner,
        ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> c, bool accumulate = false)
    {
        Require(a.Length, rows, inner, nameof(a));
        Require(b.Length, inner, columns, nameof(b));
        Require(c.Length, rows, columns, nameof(c));
        fixed (double* pa = a, pb = b, pc = c)
        {
            double* left = pa;
            if (transposeA)
            {
                left = TransposeBuffer(rows * inner);
                Transpose(pa, inner, rows, left);
            }

            nint strideK = transposeB ? columns : 1;
            nint strideJ = transposeB ? 1 : inner;
            if (inner == 0)
            {
                if (!accumulate)
                {
                    c[..(rows * columns)].Clear();
                }

                return;
            }

            for (int k = 0; k < inner; k += InnerBlock)
            {
                int block = Math.Min(InnerBlock, inner - k);
                Strips(left + (nint)k * rows, rows, pb + k * strideK, strideK, strideJ, pc, rows, columns, block, accumulate || k > 0);
            }
        }
    }

    private static void Strips(
        double* a, int rows, double* b, nint strideK, nint strideJ, double* c, int strideC, int columns, int inner, bool continues)
    {
        int i = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            for (; rows - i >= 24; i += 24)
            {
                Strip<Thrice<Lanes512>>(a + i, rows, b, strideK, strideJ, c + i, strideC, columns, inner, continues);
            }

            for (; rows - i >= 16; i += 16)
            {
                Strip<Twice<Lanes512>>(a + i, rows, b, strideK, strideJ, c + i, strideC, columns, inner, continues);
            }

            for (; rows - i >= 8; i += 8)
            {
                Strip<Lanes512>(a + i, rows, b, strideK, strideJ, c + i, strideC, columns, inner, continues);
            }
        }

        if (Fma.IsSupported)
        {
            for (; rows - i >= 12; i += 12)
            {
                Strip<Thrice<Lanes256>>(a + i, rows, b, strideK, strideJ, c + i, strideC, columns, inner, continues);
            }

            for (; rows - i >= 4; i += 4)
            {
                Strip<Lanes256>(a + i, rows, b, strideK, strideJ, c + i, strideC, columns, inner, continues);
            }
        }

        for (; rows - i >= 2; i += 2)
        {
            Strip<Lanes128>(a + i, rows, b, strideK, strideJ, c + i, strideC, columns, inner, continues);
        }

        for (; i < rows; i++)
        {
            Strip<Lanes64>(a + i, rows, b, strideK, strideJ, c + i, strideC, columns, inner, continues);
        }
    }

    private static void Strip<T>(
        double* a, nint strideA, double* b, nint strideK, nint strideJ, double* c, nint strideC, int columns, int inner, bool continues)
        where T : struct, ILanes<T>
    {
        int j = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            for (; columns - j >= 8; j += 8)
            {
                ProductTile.Eight<T>(a, strideA, b + j * strideJ, strideK, strideJ, c + j * strideC, strideC, inner, continues);
            }
        }

        for (; columns - j >= 4; j += 4)
        {
            ProductTile.Four<T>(a, strideA, b + j * strideJ, strideK, strideJ, c + j * strideC, strideC, inner, continues);
        }

        for (; j < columns; j++)
        {
            ProductTile.One<T>(a, strideA, b + j * strideJ, strideK, c + j * strideC, inner, continues);
        }
    }

    [ThreadStatic]
    private static double[]? transposeBuffer;

    private static double* TransposeBuffer(int length)
    {
        if (transposeBuffer is null || transposeBuffer.Length < length)
        {
            transposeBuffer = GC.AllocateUninitializedArray<double>(length, pinned: true);
        }

        return (double*)Unsafe.AsPointer(ref transposeBuffer[0]);
    }

    private static void Transpose(double* source, int rows, int columns, double* target)
    {
        for (int j = 0; j < columns; j++)
        {
            for (int i = 0; i < rows; i++)
            {
                target[j + (nint)i * columns] = source[i + (nint)j * rows];
            }
        }
    }

    private static void Require(int length, int rows, int columns, string name)
    {
        if (length < (long)rows * columns)
        {
            throw new ArgumentException($"{name} has {length} elements, but its matrix is {rows}×{columns}.", name);
        }
    }
}
