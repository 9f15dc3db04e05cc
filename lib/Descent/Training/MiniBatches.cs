using Descent.Numerics;

namespace Descent.Training;

/// <summary>
/// Cuts the examples 0 … m−1 into batches, shuffled anew for every epoch as the notes do: epoch e (from 1) uses
/// <c>np.random.seed(shuffleSeed + e)</c> and <c>permutation(m)</c>, and the last batch is what remains.
/// </summary>
public sealed class MiniBatches
{
    private readonly int[] order;
    private readonly long? shuffleSeed;
    private readonly NumPyRandom random = new(0);

    /// <param name="examples">m, at least 1.</param>
    /// <param name="batchSize">Examples in a batch, at least 1; m or more is the whole set.</param>
    /// <param name="shuffleSeed">The seed before the first epoch; null keeps the order.</param>
    public MiniBatches(int examples, int batchSize, long? shuffleSeed)
    {
        order = [.. Enumerable.Range(0, Require.AtLeastOne(examples, nameof(examples)))];
        BatchSize = Math.Min(Require.AtLeastOne(batchSize, nameof(batchSize)), examples);
        this.shuffleSeed = shuffleSeed;
    }

    /// <summary>Examples in every batch but the last.</summary>
    public int BatchSize { get; }

    /// <summary>Batches in an epoch.</summary>
    public int Count => (order.Length + BatchSize - 1) / BatchSize;

    /// <summary>The examples' indices of batch <paramref name="index"/>, from 0.</summary>
    public ReadOnlySpan<int> this[int index]
    {
        get
        {
            int start = index * BatchSize;
            return order.AsSpan(start, Math.Min(BatchSize, order.Length - start));
        }
    }

    /// <summary>Draws the order of <paramref name="epoch"/>, from 1.</summary>
    public void Shuffle(int epoch)
    {
        if (shuffleSeed is not { } seed) return;
        random.Seed(seed + epoch);
        random.Permutation(order);
    }
}
