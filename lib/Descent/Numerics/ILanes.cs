namespace Descent.Numerics;

/// <summary>
/// Several doubles worked on at once, one beside the other: a vector register, several of them, or a single number.
/// Every lane is rounded by itself, so the width never changes a result.
/// </summary>
internal unsafe interface ILanes<TSelf>
    where TSelf : struct, ILanes<TSelf>
{
    /// <summary>How many doubles there are.</summary>
    static abstract int Count { get; }

    static abstract TSelf Load(double* source);

    /// <summary>One number in every lane.</summary>
    static abstract TSelf Broadcast(double* source);

    /// <summary>x·y + sum in every lane, with one rounding.</summary>
    static abstract TSelf MultiplyAdd(TSelf x, TSelf y, TSelf sum);

    static abstract void Store(TSelf lanes, double* target);
}
