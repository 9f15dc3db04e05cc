using System.Numerics;

namespace Descent.Numerics;

/// <summary>Several doubles in one register, as many as the type says: what a formula needs that is written once for all widths.</summary>
internal interface IDoubles<T> : IAdditionOperators<T, T, T>, ISubtractionOperators<T, T, T>, IMultiplyOperators<T, T, T>, IDivisionOperators<T, T, T>
    where T : struct, IDoubles<T>
{
    static abstract int Count { get; }

    /// <summary>The same number in every place.</summary>
    static abstract T Of(double value);

    /// <summary>The first numbers of a span, which has enough of them.</summary>
    static abstract T Load(ReadOnlySpan<double> source);

    void Store(Span<double> target);

    static abstract T Abs(T x);

    static abstract T Max(T x, T y);

    /// <summary>Place by place: <paramref name="yes"/> where x &gt; y, else <paramref name="no"/>.</summary>
    static abstract T WhereGreater(T x, T y, T yes, T no);

    /// <summary>2ⁿ for the whole number n in the lowest bits of each place.</summary>
    static abstract T PowerOfTwo(T n);
}
