using System.Runtime.CompilerServices;

namespace Descent.Numerics;

/// <summary>Products of column-major matrices.</summary>
/// <remarks>
/// Each element of C is one chain of fused multiply-adds in k order. Neither the width of the vector registers nor the
/// blocking nor the number of threads changes a bit of it. The blocking is that of Goto and van de Geijn, "Anatomy of
/// High-Performance Matrix Multiplication" (2008).
/// </remarks>
public static unsafe class MatrixProduct
{
    /// <summary>Up to this many multiply-adds, cutting a product into blocks costs more than it saves.</summary>
    private const int SmallWork = 20_000;

    /// <summary>Up to this many multiply-adds, sharing a product between threads costs more than it saves.</summary>
    private const int SerialWork = 300_000;

    /// <summary>As many k as keep a tile's columns of op(B) in the first cache.</summary>
    private const int InnerBlock = 400;

    /// <summary>As many rows as keep a block of op(A) in the second cache.</summary>
    private const int RowBlock = 240;

    /// <summary>Rows and columns of C that are computed together: it bounds the memory for packed operands.</summary>
    private const int Region = 20 * RowBlock;

    /// <summary>With fewer rows of C, op(B) passes by too few strips to be worth packing.</summary>
    private const int RowsWorthPacking = 97;

    /// <summary>In bytes. A vector that lies across two lines takes two loads.</summary>
    private const int CacheLine = 64;

    [ThreadStatic]
    private static double[]? packing;

    /// <summary>
    /// C = op(A)·op(B), or C += op(A)·op(B) where <paramref name="accumulate"/> is set; op transposes where asked.
    /// op(A) is (rows × inner), op(B) is (inner × columns), C is (rows × columns), all column-major.
    /// </summary>
    /// <exception cref="ArgumentException">A span is shorter than its matrix, or a size is negative.</exception>
    public static void Multiply(
        bool transposeA, bool transposeB, int rows, int columns, int inner,
        ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> c, bool accumulate = false)
    {
        Require(a.Length, rows, inner, nameof(a));
        Require(b.Length, inner, columns, nameof(b));
        Require(c.Length, rows, columns, nameof(c));
        fixed (double* pa = a, pb = b, pc = c)
        {
            var left = transposeA ? new Operand(pa, inner, 1) : new Operand(pa, 1, rows);
            var right = transposeB ? new Operand(pb, 1, columns) : new Operand(pb, inner, 1);
            if ((long)rows * columns * inner <= SmallWork)
            {
                MultiplySmall(left, right, rows, columns, inner, pc, accumulate);
                return;
            }

            for (int j = 0; j < columns; j += Region)
            {
                for (int i = 0; i < rows; i += Region)
                {
                    MultiplyRegion(
                        left.From(i, 0), right.From(j, 0), Math.Min(Region, rows - i), Math.Min(Region, columns - j), inner,
                        pc + i + (nint)j * rows, rows, accumulate);
                }
            }
        }
    }

    /// <summary>Strip by strip. <paramref name="b"/> is op(B)ᵀ.</summary>
    private static void MultiplySmall(Operand a, Operand b, int rows, int columns, int inner, double* c, bool accumulate)
    {
        if (rows == 1 && b.StrideI == 1)
        {
            // One row: its transpose is a column, whose elements are computed side by side.
            (rows, columns) = (columns, 1);
            (a, b) = (b, a);
        }

        int strideC = rows;
        bool sideBySide = a.StrideI == 1;
        double* strip = sideBySide ? null : Packing(Math.Min(rows, ProductStrips.MaximumHeight) * inner);
        for (int i = 0; i < rows;)
        {
            int height = ProductStrips.Height(rows - i);
            if (!sideBySide)
            {
                a.From(i, 0).CopyStrip(height, inner, strip);
            }

            ProductStrips.Multiply(
                height, sideBySide ? a.Start + i : strip, sideBySide ? a.StrideK : height, b.Start, b.StrideK, b.StrideI,
                c + i, strideC, columns, inner, accumulate);
            i += height;
        }
    }

    /// <summary>Block by block along k, each shared between the threads. <paramref name="b"/> is op(B)ᵀ.</summary>
    private static void MultiplyRegion(
        Operand a, Operand b, int rows, int columns, int inner, double* c, int strideC, bool accumulate)
    {
        int blocks = (inner + InnerBlock - 1) / InnerBlock;
        int blockSize = (inner + blocks - 1) / blocks;
        bool packB = rows >= RowsWorthPacking;
        bool packA = packB || a.StrideI != 1;
        double* packedA = packA ? Packing((rows + columns) * blockSize) : null;
        double* packedB = packedA + rows * blockSize;

        int threads = (long)rows * columns * inner <= SerialWork ? 1 : Workers.Count;
        int tiles = (columns + ProductStrips.TileColumns - 1) / ProductStrips.TileColumns;
        int columnsPerPart = Math.Max(1, tiles / (threads == 1 ? 1 : 4 * threads)) * ProductStrips.TileColumns;
        for (int k = 0; k < inner; k += blockSize)
        {
            int size = Math.Min(blockSize, inner - k);
            if (packA)
            {
                var packing = new OperandPacking(a.From(0, k), rows, size, RowBlock, stripHeight: 0, packedA);
                Run(packing, packing.Parts, threads);
            }

            if (packB)
            {
                var packing = new OperandPacking(
                    b.From(0, k), columns, size, columnsPerPart, ProductStrips.TileColumns, packedB);
                Run(packing, packing.Parts, threads);
            }

            var block = new ProductBlock
            {
                A = packA ? new(packedA, 1, 0) : a.From(0, k),
                PackedA = packA,
                B = packB ? new(packedB, 1, 0) : b.From(0, k),
                PackedB = packB,
                C = c,
                StrideC = strideC,
                Rows = rows,
                Columns = columns,
                Inner = size,
                Continues = accumulate || k > 0,
                RowsPerPart = RowBlock,
                ColumnsPerPart = columnsPerPart,
            };
            Run(block, block.Parts, threads);
        }
    }

    private static void Run<TWork>(TWork work, int parts, int threads)
        where TWork : struct, IWork
    {
        if (threads > 1)
        {
            Workers.Run(work, parts);
            return;
        }

        for (int part = 0; part < parts; part++)
        {
            work.Execute(part);
        }
    }

    /// <summary>
    /// Memory for packed operands. It belongs to the calling thread and grows as needed: a warm product allocates nothing. It starts with a cache line.
    /// </summary>
    private static double* Packing(int length)
    {
        length += CacheLine / sizeof(double);
        if (packing is null || packing.Length < length)
        {
            packing = GC.AllocateUninitializedArray<double>(length, pinned: true);
        }

        nint start = (nint)Unsafe.AsPointer(ref packing[0]);
        return (double*)((start + CacheLine - 1) & -CacheLine);
    }

    private static void Require(int length, int rows, int columns, string name)
    {
        if (rows < 0 || columns < 0 || length < (long)rows * columns)
        {
            throw new ArgumentException($"{name} has {length} elements, but its matrix is {rows}×{columns}.", name);
        }
    }
}
