using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Descent.Numerics;

/// <summary>Cuts the rows of C into strips as high as a few vector registers, and a strip into tiles.</summary>
internal static unsafe class ProductStrips
{
    /// <summary>Doubles in the widest register that can multiply and add with one rounding.</summary>
    private static int Width => Vector512.IsHardwareAccelerated ? 8 : Fma.IsSupported ? 4 : 2;

    /// <summary>Columns of the widest tile: with three registers a strip its sums fill 24 of 32, or 12 of 16 registers.</summary>
    public static int TileColumns => Vector512.IsHardwareAccelerated ? 8 : 4;

    /// <summary>Rows of the highest strip.</summary>
    public static int MaximumHeight => 3 * Width;

    /// <summary>
    /// The height of the next strip where so many rows are left: three registers, but four are better cut into two and two,
    /// and the last strip takes all that is left.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Height(int rowsLeft) =>
        rowsLeft < 2 * Width ? rowsLeft
        : rowsLeft < 3 * Width || rowsLeft / Width == 4 ? 2 * Width
        : 3 * Width;

    /// <summary>Computes <paramref name="columns"/> columns of a strip of C.</summary>
    public static void Multiply(
        int height, double* a, nint strideA, double* b, nint strideK, nint strideJ,
        double* c, nint strideC, int columns, int inner, bool continues)
    {
        if (height == 3 * Width)
        {
            if (Width == 8)
            {
                Strip<Thrice<Lanes512>>(a, strideA, b, strideK, strideJ, c, strideC, columns, inner, continues);
            }
            else if (Width == 4)
            {
                Strip<Thrice<Lanes256>>(a, strideA, b, strideK, strideJ, c, strideC, columns, inner, continues);
            }
            else
            {
                Strip<Thrice<Lanes128>>(a, strideA, b, strideK, strideJ, c, strideC, columns, inner, continues);
            }
        }
        else if (height == 16)
        {
            Strip<Twice<Lanes512>>(a, strideA, b, strideK, strideJ, c, strideC, columns, inner, continues);
        }
        else if (height > 8)
        {
            AndMore<Lanes512>(height - 8, a, strideA, b, strideK, strideJ, c, strideC, columns, inner, continues);
        }
        else if (height == 8)
        {
            if (Width == 8)
            {
                Strip<Lanes512>(a, strideA, b, strideK, strideJ, c, strideC, columns, inner, continues);
            }
            else
            {
                Strip<Twice<Lanes256>>(a, strideA, b, strideK, strideJ, c, strideC, columns, inner, continues);
            }
        }
        else if (height > 4)
        {
            AndMore<Lanes256>(height - 4, a, strideA, b, strideK, strideJ, c, strideC, columns, inner, continues);
        }
        else if (height == 4)
        {
            if (Width == 2)
            {
                Strip<Twice<Lanes128>>(a, strideA, b, strideK, strideJ, c, strideC, columns, inner, continues);
            }
            else
            {
                Strip<Lanes256>(a, strideA, b, strideK, strideJ, c, strideC, columns, inner, continues);
            }
        }
        else if (height == 3)
        {
            Strip<Joined<Lanes128, Lanes64>>(a, strideA, b, strideK, strideJ, c, strideC, columns, inner, continues);
        }
        else if (height == 2)
        {
            Strip<Lanes128>(a, strideA, b, strideK, strideJ, c, strideC, columns, inner, continues);
        }
        else
        {
            Strip<Lanes64>(a, strideA, b, strideK, strideJ, c, strideC, columns, inner, continues);
        }
    }

    /// <summary>A register and one to seven rows more.</summary>
    private static void AndMore<T>(
        int rest, double* a, nint strideA, double* b, nint strideK, nint strideJ,
        double* c, nint strideC, int columns, int inner, bool continues)
        where T : struct, ILanes<T>
    {
        switch (rest)
        {
            case 1:
                Strip<Joined<T, Lanes64>>(a, strideA, b, strideK, strideJ, c, strideC, columns, inner, continues);
                break;
            case 2:
                Strip<Joined<T, Lanes128>>(a, strideA, b, strideK, strideJ, c, strideC, columns, inner, continues);
                break;
            case 3:
                Strip<Joined<T, Joined<Lanes128, Lanes64>>>(
                    a, strideA, b, strideK, strideJ, c, strideC, columns, inner, continues);
                break;
            case 4:
                Strip<Joined<T, Lanes256>>(a, strideA, b, strideK, strideJ, c, strideC, columns, inner, continues);
                break;
            case 5:
                Strip<Joined<T, Joined<Lanes256, Lanes64>>>(
                    a, strideA, b, strideK, strideJ, c, strideC, columns, inner, continues);
                break;
            case 6:
                Strip<Joined<T, Joined<Lanes256, Lanes128>>>(
                    a, strideA, b, strideK, strideJ, c, strideC, columns, inner, continues);
                break;
            default:
                Strip<Joined<T, Joined<Lanes256, Joined<Lanes128, Lanes64>>>>(
                    a, strideA, b, strideK, strideJ, c, strideC, columns, inner, continues);
                break;
        }
    }

    private static void Strip<T>(
        double* a, nint strideA, double* b, nint strideK, nint strideJ,
        double* c, nint strideC, int columns, int inner, bool continues)
        where T : struct, ILanes<T>
    {
        if (TileColumns == 8)
        {
            for (; columns >= 8; columns -= 8)
            {
                ProductTile.Eight<T>(a, strideA, b, strideK, strideJ, c, strideC, inner, continues);
                b += 8 * strideJ;
                c += 8 * strideC;
            }
        }

        for (; columns >= 4; columns -= 4)
        {
            ProductTile.Four<T>(a, strideA, b, strideK, strideJ, c, strideC, inner, continues);
            b += 4 * strideJ;
            c += 4 * strideC;
        }

        if (columns >= 2)
        {
            ProductTile.Two<T>(a, strideA, b, strideK, strideJ, c, strideC, inner, continues);
            b += 2 * strideJ;
            c += 2 * strideC;
        }

        if (columns % 2 == 1)
        {
            ProductTile.One<T>(a, strideA, b, strideK, c, inner, continues);
        }
    }
}
