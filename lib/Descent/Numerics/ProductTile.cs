using System.Runtime.CompilerServices;

namespace Descent.Numerics;

/// <summary>
/// A small block of C kept in registers while k runs: one strip of rows (the lanes) times eight, four or one columns.
/// Each element is one chain of fused multiply-adds in k order; a tile that continues starts the chain from C.
/// a[k·strideA] is the strip's part of column k of op(A); b[k·strideK + j·strideJ] is element (k, j) of op(B).
/// </summary>
internal static unsafe class ProductTile
{
    /// <summary>Compiled well at once and by itself: inlined into its callers it would be too large for the registers.</summary>
    private const MethodImplOptions Kernel = MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization;

    /// <summary>Eight columns: with three registers a strip, 24 sums stay in the 32 registers of AVX-512.</summary>
    [MethodImpl(Kernel)]
    public static void Eight<T>(
        double* a, nint strideA, double* b, nint strideK, nint strideJ, double* c, nint strideC, int inner, bool continues)
        where T : struct, ILanes<T>
    {
        T c0 = default, c1 = default, c2 = default, c3 = default, c4 = default, c5 = default, c6 = default, c7 = default;
        if (continues)
        {
            c0 = T.Load(c);
            c1 = T.Load(c + strideC);
            c2 = T.Load(c + 2 * strideC);
            c3 = T.Load(c + 3 * strideC);
            c4 = T.Load(c + 4 * strideC);
            c5 = T.Load(c + 5 * strideC);
            c6 = T.Load(c + 6 * strideC);
            c7 = T.Load(c + 7 * strideC);
        }

        double* d = b + 3 * strideJ;
        double* e = b + 6 * strideJ;
        for (int k = 0; k < inner; k++)
        {
            T x = T.Load(a);
            c0 = T.MultiplyAdd(x, T.Broadcast(b), c0);
            c1 = T.MultiplyAdd(x, T.Broadcast(b + strideJ), c1);
            c2 = T.MultiplyAdd(x, T.Broadcast(b + 2 * strideJ), c2);
            c3 = T.MultiplyAdd(x, T.Broadcast(d), c3);
            c4 = T.MultiplyAdd(x, T.Broadcast(d + strideJ), c4);
            c5 = T.MultiplyAdd(x, T.Broadcast(d + 2 * strideJ), c5);
            c6 = T.MultiplyAdd(x, T.Broadcast(e), c6);
            c7 = T.MultiplyAdd(x, T.Broadcast(e + strideJ), c7);
            a += strideA;
            b += strideK;
            d += strideK;
            e += strideK;
        }

        T.Store(c0, c);
        T.Store(c1, c + strideC);
        T.Store(c2, c + 2 * strideC);
        T.Store(c3, c + 3 * strideC);
        T.Store(c4, c + 4 * strideC);
        T.Store(c5, c + 5 * strideC);
        T.Store(c6, c + 6 * strideC);
        T.Store(c7, c + 7 * strideC);
    }

    /// <summary>Four columns: with three registers a strip, twelve sums stay in the sixteen registers of AVX2.</summary>
    [MethodImpl(Kernel)]
    public static void Four<T>(
        double* a, nint strideA, double* b, nint strideK, nint strideJ, double* c, nint strideC, int inner, bool continues)
        where T : struct, ILanes<T>
    {
        T c0 = default, c1 = default, c2 = default, c3 = default;
        if (continues)
        {
            c0 = T.Load(c);
            c1 = T.Load(c + strideC);
            c2 = T.Load(c + 2 * strideC);
            c3 = T.Load(c + 3 * strideC);
        }

        double* d = b + 2 * strideJ;
        for (int k = 0; k < inner; k++)
        {
            T x = T.Load(a);
            c0 = T.MultiplyAdd(x, T.Broadcast(b), c0);
            c1 = T.MultiplyAdd(x, T.Broadcast(b + strideJ), c1);
            c2 = T.MultiplyAdd(x, T.Broadcast(d), c2);
            c3 = T.MultiplyAdd(x, T.Broadcast(d + strideJ), c3);
            a += strideA;
            b += strideK;
            d += strideK;
        }

        T.Store(c0, c);
        T.Store(c1, c + strideC);
        T.Store(c2, c + 2 * strideC);
        T.Store(c3, c + 3 * strideC);
    }

    /// <summary>Two columns.</summary>
    [MethodImpl(Kernel)]
    public static void Two<T>(
        double* a, nint strideA, double* b, nint strideK, nint strideJ, double* c, nint strideC, int inner, bool continues)
        where T : struct, ILanes<T>
    {
        T c0 = default, c1 = default;
        if (continues)
        {
            c0 = T.Load(c);
            c1 = T.Load(c + strideC);
        }

        for (int k = 0; k < inner; k++)
        {
            T x = T.Load(a);
            c0 = T.MultiplyAdd(x, T.Broadcast(b), c0);
            c1 = T.MultiplyAdd(x, T.Broadcast(b + strideJ), c1);
            a += strideA;
            b += strideK;
        }

        T.Store(c0, c);
        T.Store(c1, c + strideC);
    }

    /// <summary>One column.</summary>
    [MethodImpl(Kernel)]
    public static void One<T>(double* a, nint strideA, double* b, nint strideK, double* c, int inner, bool continues)
        where T : struct, ILanes<T>
    {
        T sum = continues ? T.Load(c) : default;
        for (int k = 0; k < inner; k++)
        {
            sum = T.MultiplyAdd(T.Load(a), T.Broadcast(b), sum);
            a += strideA;
            b += strideK;
        }

        T.Store(sum, c);
    }
}
