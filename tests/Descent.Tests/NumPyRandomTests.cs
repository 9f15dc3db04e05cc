using System.Text.Json;
using Descent.Numerics;
using Xunit;

namespace Descent.Tests;

public sealed class NumPyRandomTests
{
    public static TheoryData<int> Streams => [.. Enumerable.Range(0, Golden.Load("rng_legacy.json").GetProperty("streams").GetArrayLength())];

    private static (JsonElement Expected, Func<NumPyRandom> Fresh) Stream(int index)
    {
        var expected = Golden.Load("rng_legacy.json").GetProperty("streams")[index];
        long seed = expected.GetProperty("seed").GetInt64();
        return (expected, () => new NumPyRandom(seed));
    }

    private static T[] Draw<T>(int count, Func<T> next) => [.. Enumerable.Range(0, count).Select(_ => next())];

    [Theory, MemberData(nameof(Streams))]
    public void Words_and_uniform_numbers_are_NumPys(int index)
    {
        var (expected, fresh) = Stream(index);
        Assert.Equal(expected.GetProperty("raw_u32_first_10").Numbers(), Draw(10, fresh().NextWord).Select(w => (double)w));
        Assert.Equal(expected.GetProperty("raw_u32_index_623_to_625").Numbers(), Draw(626, fresh().NextWord)[623..].Select(w => (double)w));
        Assert.Equal(expected.GetProperty("random_sample_10").Numbers(), Draw(10, fresh().Rand));
        Assert.Equal(expected.GetProperty("rand_2x3").Matrix(), fresh().Rand(2, 3));
        var uniform = expected.GetProperty("uniform_10");
        var random = fresh();
        double low = uniform.GetProperty("low").Number(), high = uniform.GetProperty("high").Number();
        Assert.Equal(uniform.GetProperty("values").Numbers(), Draw(10, () => random.Uniform(low, high)));
    }

    [Theory, MemberData(nameof(Streams))]
    public void Normal_numbers_are_NumPys(int index)
    {
        var (expected, fresh) = Stream(index);
        Golden.Close(expected.GetProperty("randn_10").Numbers(), Draw(10, fresh().Randn), 1e-15);
        Golden.Close(expected.GetProperty("randn_3x3").Matrix(), fresh().Randn(3, 3), 1e-15);
        var normal = expected.GetProperty("normal_mu_sigma_5");
        var random = fresh();
        double mean = normal.GetProperty("mu").Number(), deviation = normal.GetProperty("sigma").Number();
        Golden.Close(normal.GetProperty("values").Numbers(), Draw(5, () => random.Normal(mean, deviation)), 1e-15);
    }

    [Theory, MemberData(nameof(Streams))]
    public void The_kept_normal_survives_other_draws_and_is_dropped_by_reseeding(int index)
    {
        var (expected, fresh) = Stream(index);
        var mixed = expected.GetProperty("interleaved");
        var random = fresh();
        Golden.Close(mixed.GetProperty("randn3").Numbers(), Draw(3, random.Randn), 1e-15);
        Assert.Equal(mixed.GetProperty("rand2").Numbers(), Draw(2, random.Rand));
        Golden.Close(mixed.GetProperty("randn2").Numbers(), Draw(2, random.Randn), 1e-15);
        Assert.Equal(mixed.GetProperty("permutation5").Integers(), random.Permutation(5));
        Golden.Close(mixed.GetProperty("randn1").Numbers(), Draw(1, random.Randn), 1e-15);

        random.Randn();
        random.Seed(expected.GetProperty("seed").GetInt64());
        Golden.Close(expected.GetProperty("randn_10").Numbers(), Draw(10, random.Randn), 1e-15);
    }

    [Theory, MemberData(nameof(Streams))]
    public void Permutations_shuffles_and_choices_are_NumPys(int index)
    {
        var (expected, fresh) = Stream(index);
        foreach (var permutation in expected.GetProperty("permutation").EnumerateObject())
            Assert.Equal(permutation.Value.Integers(), fresh().Permutation(int.Parse(permutation.Name)));

        var random = fresh();
        foreach (var permutation in expected.GetProperty("two_permutations_of_9_from_one_stream").EnumerateArray())
            Assert.Equal(permutation.Integers(), random.Permutation(9));

        char[] letters = [.. "abcdefghij"];
        fresh().Shuffle(letters.AsSpan());
        Assert.Equal(expected.GetProperty("shuffle_of_abcdefghij").GetString(), new string(letters));

        int[][] rows = [.. Enumerable.Range(0, 6).Select(i => (int[])[2 * i, 2 * i + 1])];
        fresh().Shuffle(rows.AsSpan());
        Assert.Equal(expected.GetProperty("shuffle_rows_of_arange12_6x2").Integers(), rows.SelectMany(row => row));

        var choice = expected.GetProperty("choice_without_replacement");
        Assert.Equal(choice.GetProperty("values").Integers(),
            fresh().Choice(choice.GetProperty("n").GetInt32(), choice.GetProperty("size").GetInt32(), replace: false));
        choice = expected.GetProperty("choice_with_replacement");
        Assert.Equal(choice.GetProperty("values").Integers(),
            fresh().Choice(choice.GetProperty("n").GetInt32(), choice.GetProperty("size").GetInt32()));
        choice = expected.GetProperty("choice_p");
        Assert.Equal(choice.GetProperty("values").Integers(), fresh().Choice(choice.GetProperty("p").Numbers(), choice.GetProperty("size").GetInt32()));

        var mask = expected.GetProperty("mask_rand_lt_keep");
        double keep = mask.GetProperty("keep_prob").Number();
        Assert.Equal(mask.GetProperty("mask").Matrix(), fresh().Rand(4, 5).Map(r => r < keep ? 1.0 : 0.0));
    }

    [Theory, MemberData(nameof(Streams))]
    public void Bounded_integers_are_NumPys(int index)
    {
        var (expected, fresh) = Stream(index);
        foreach (var bound in expected.GetProperty("randint_0_k_10_values_int64").EnumerateObject())
        {
            var random = fresh();
            Assert.Equal(bound.Value.Numbers(), Draw(10, () => random.RandInt(long.Parse(bound.Name))).Select(value => (double)value));
        }

        var signed = fresh();
        Assert.Equal(expected.GetProperty("randint_0_200_uint8_10_values").Numbers(), fresh().RandBytes(200, 10).Select(value => (double)value));
        Assert.Equal(new byte[3], fresh().RandBytes(1, 3));
        Assert.Equal(expected.GetProperty("randint_minus5_5_size_2x4").Numbers(), Draw(8, () => signed.RandInt(-5, 5)).Select(value => (double)value));
    }

    [Fact]
    public void A_seed_out_of_range_says_the_range()
    {
        Assert.Contains("0 … 4294967295", Assert.Throws<ArgumentOutOfRangeException>(() => new NumPyRandom(-1)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new NumPyRandom(1L << 32));
    }
}
