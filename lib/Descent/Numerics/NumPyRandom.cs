using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using Words = System.Numerics.Vector<uint>;

namespace Descent.Numerics;

/// <summary>
/// The random numbers of NumPy's <c>np.random.seed</c> (its legacy <c>RandomState</c>), bit for bit: the same seed gives
/// the same weights, the same shuffles and therefore the same costs as a course written in Python.
/// The generator is MT19937: M. Matsumoto, T. Nishimura, "Mersenne Twister", ACM TOMACS 8 (1998).
/// </summary>
public sealed class NumPyRandom
{
    private const int WordCount = 624;
    private const int Middle = 397;
    private const uint UpperBit = 0x80000000;
    private const uint LowerBits = 0x7fffffff;
    private const uint Twist = 0x9908b0df;

    private readonly uint[] words = new uint[WordCount];
    private readonly uint[] output = new uint[WordCount];
    private int next;
    private double? keptNormal;

    /// <param name="seed">0 … 4294967295 (2³²−1), as in NumPy.</param>
    public NumPyRandom(long seed) => Seed(seed);

    /// <summary>Starts the stream again from <paramref name="seed"/> (0 … 2³²−1), as <c>np.random.seed</c> does.</summary>
    public void Seed(long seed)
    {
        if (seed is < 0 or > uint.MaxValue)
            throw new ArgumentOutOfRangeException(nameof(seed), $"The seed is {seed}; NumPy's seeds are 0 … {uint.MaxValue}.");
        words[0] = (uint)seed;
        for (int i = 1; i < WordCount; i++)
            words[i] = 1812433253u * (words[i - 1] ^ (words[i - 1] >> 30)) + (uint)i;
        next = WordCount;
        keptNormal = null;
    }

    /// <summary>The next 32 random bits.</summary>
    public uint NextWord()
    {
        if (next == WordCount) Generate();
        return output[next++];
    }

    /// <summary>The next 624 words of the recurrence, and from them what is given out.</summary>
    private void Generate()
    {
        uint[] w = words;
        for (int k = 0; k < WordCount - Middle; k++)
            w[k] = w[k + Middle] ^ Mixed(w[k], w[k + 1]);
        for (int k = WordCount - Middle; k < WordCount - 1; k++)
            w[k] = w[k + Middle - WordCount] ^ Mixed(w[k], w[k + 1]);
        w[WordCount - 1] = w[Middle - 1] ^ Mixed(w[WordCount - 1], w[0]);

        // Tempering, several words at once; 624 is a multiple of every vector's length.
        for (int k = 0; k < WordCount; k += Words.Count)
        {
            var y = new Words(w, k);
            y ^= y >> 11;
            y ^= (y << 7) & new Words(0x9d2c5680);
            y ^= (y << 15) & new Words(0xefc60000);
            (y ^ (y >> 18)).CopyTo(output, k);
        }

        next = 0;

        // −(y & 1) is all ones for an odd y and zero for an even one.
        static uint Mixed(uint high, uint low)
        {
            uint y = (high & UpperBit) | (low & LowerBits);
            return (y >> 1) ^ ((uint)-(int)(y & 1) & Twist);
        }
    }

    /// <summary>A number in [0, 1) with 53 random bits (<c>np.random.rand()</c>).</summary>
    public double Rand()
    {
        uint high = NextWord() >> 5, low = NextWord() >> 6;
        return (high * 67108864.0 + low) / 9007199254740992.0;
    }

    /// <summary>A draw from the standard normal distribution (<c>np.random.randn()</c>), by Marsaglia's polar method.</summary>
    public double Randn()
    {
        if (keptNormal is { } kept)
        {
            keptNormal = null;
            return kept;
        }

        double x1, x2, r2;
        do
        {
            x1 = 2.0 * Rand() - 1.0;
            x2 = 2.0 * Rand() - 1.0;
            r2 = x1 * x1 + x2 * x2;
        }
        while (r2 is >= 1.0 or 0.0);

        // Both are normal; NumPy hands out the second first and keeps the other for the next call.
        double f = Math.Sqrt(-2.0 * Math.Log(r2) / r2);
        keptNormal = f * x1;
        return f * x2;
    }

    /// <summary>A (rows × columns) matrix of <see cref="Rand()"/>, filled row by row as NumPy does.</summary>
    public Matrix<double> Rand(int rows, int columns) => Filled(rows, columns, Rand);

    /// <summary>A (rows × columns) matrix of <see cref="Randn()"/>, filled row by row as NumPy does.</summary>
    public Matrix<double> Randn(int rows, int columns) => Filled(rows, columns, Randn);

    /// <summary>A draw from the normal distribution with this mean and standard deviation.</summary>
    public double Normal(double mean = 0, double deviation = 1) => mean + deviation * Randn();

    /// <summary>A number in [low, high).</summary>
    public double Uniform(double low = 0, double high = 1) => low + (high - low) * Rand();

    /// <summary>A whole number in [0, high).</summary>
    public long RandInt(long high) => RandInt(0, high);

    /// <summary>A whole number in [low, high): masked random bits, drawn again while they are too large.</summary>
    public long RandInt(long low, long high)
    {
        if (high <= low)
            throw new ArgumentOutOfRangeException(nameof(high), $"RandInt({low}, {high}) has nothing to draw from: high must be greater than low.");
        return low + (long)Below((ulong)(high - low) - 1);
    }

    /// <summary>
    /// Whole numbers in [0, high) of NumPy's type <c>uint8</c> (<c>randint(0, high, size, dtype=np.uint8)</c>), high at most 256:
    /// each word gives four, its lowest byte first.
    /// </summary>
    public byte[] RandBytes(int high, int size)
    {
        if (high is < 1 or > 256)
            throw new ArgumentOutOfRangeException(nameof(high), $"high is {high}; bytes are drawn from 0 … high−1 with high in 1 … 256.");
        uint max = (uint)high - 1, mask = max == 0 ? 0 : uint.MaxValue >> BitOperations.LeadingZeroCount(max), word = 0;
        byte[] drawn = new byte[max == 0 ? 0 : size];
        for (int used = 0, count = 0; count < drawn.Length; used++)
        {
            word = used % 4 == 0 ? NextWord() : word >> 8;
            if ((word & 0xff & mask) <= max) drawn[count++] = (byte)(word & 0xff & mask);
        }

        return max == 0 ? new byte[size] : drawn;
    }

    /// <summary>0 … count−1 in random order.</summary>
    public int[] Permutation(int count)
    {
        int[] order = new int[count];
        Permutation(order);
        return order;
    }

    /// <summary>Fills <paramref name="order"/> with 0 … length−1 in random order, without allocating.</summary>
    public void Permutation(Span<int> order)
    {
        for (int i = 0; i < order.Length; i++) order[i] = i;
        Shuffle(order);
    }

    /// <summary>Shuffles in place: from the end, each element is swapped with one before it or itself.</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (int i = items.Length - 1; i > 0;)
        {
            // As Below(i), without a branch to mispredict: a number that is too large swaps i with itself and leaves it for the next.
            int drawn = (int)(NextWord() & (uint.MaxValue >> BitOperations.LeadingZeroCount((uint)i)));
            int fits = (int)((uint)~(i - drawn) >> 31);
            int j = i - (i - drawn) * fits;
            (items[i], items[j]) = (items[j], items[i]);
            i -= fits;
        }
    }

    /// <summary><paramref name="size"/> of the numbers 0 … count−1, with or without replacement.</summary>
    public int[] Choice(int count, int size, bool replace = true)
    {
        if (replace)
        {
            int[] drawn = new int[size];
            for (int i = 0; i < size; i++) drawn[i] = (int)RandInt(count);
            return drawn;
        }

        if (size > count)
            throw new ArgumentOutOfRangeException(nameof(size), $"Cannot choose {size} of {count} without replacement.");
        return Permutation(count)[..size];
    }

    /// <summary><paramref name="size"/> indices, each drawn with the given probabilities (they sum to 1), with replacement.</summary>
    public int[] Choice(IReadOnlyList<double> probabilities, int size)
    {
        double[] cumulative = new double[probabilities.Count];
        double sum = 0;
        for (int i = 0; i < cumulative.Length; i++)
        {
            if (!(probabilities[i] >= 0))
                throw new ArgumentException($"Probability {i} is {probabilities[i]}; probabilities are at least 0.", nameof(probabilities));
            cumulative[i] = sum += probabilities[i];
        }

        if (!(Math.Abs(sum - 1) < 1e-8))
            throw new ArgumentException($"The probabilities sum to {sum}; they must sum to 1.", nameof(probabilities));
        int[] drawn = new int[size];
        for (int k = 0; k < size; k++)
        {
            double u = Rand();
            int i = 0;
            while (i < cumulative.Length - 1 && cumulative[i] / sum <= u) i++;
            drawn[k] = i;
        }

        return drawn;
    }

    private ulong Below(ulong max)
    {
        if (max == 0) return 0;
        ulong mask = ulong.MaxValue >> BitOperations.LeadingZeroCount(max);
        ulong value;
        do value = (max <= uint.MaxValue ? NextWord() : ((ulong)NextWord() << 32) | NextWord()) & mask;
        while (value > max);
        return value;
    }

    private static Matrix<double> Filled(int rows, int columns, Func<double> draw)
    {
        var matrix = Matrix<double>.Build.Dense(rows, columns);
        double[] values = matrix.AsColumnMajorArray();
        for (int i = 0; i < rows; i++)
            for (int j = 0; j < columns; j++)
                values[i + j * rows] = draw();
        return matrix;
    }
}
