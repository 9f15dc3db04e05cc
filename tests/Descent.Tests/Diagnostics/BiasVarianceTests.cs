using System.Text.Json;
using Descent.Diagnostics;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Descent.Tests.Diagnostics;

public sealed class BiasVarianceTests
{
    [Fact]
    public void A_decomposition_worked_by_hand()
    {
        // Truth 1 at both points; two fits (1, 2) and (3, 2): mean (2, 2), bias² = 1, variance = (1 + 0)/2, noise 0.25
        var fits = Matrix<double>.Build.DenseOfArray(new double[,] { { 1, 2 }, { 3, 2 } });
        BiasVariance result = BiasVariance.Of("two fits", [0, 1], [1, 1], fits, noise: 0.25);
        Assert.Equal((1, 0.5, 1.75), (result.BiasSquared, result.Variance, result.ExpectedError));
        Assert.Equal([2.0, 2.0], result.MeanFit);
        Assert.Equal("two fits: bias² 1 + variance 0.5 + noise 0.25 = 1.75", result.ToString());
    }

    [Fact]
    public void Polynomials_give_numpys_decomposition()
    {
        JsonElement golden = Golden.Load("bias_variance.json");
        JsonElement[] expected = [.. golden.GetProperty("results").EnumerateArray()];
        int[] degrees = [.. expected.Select(result => result.GetProperty("degree").GetInt32())];
        var actual = BiasVariance.OfPolynomials(x => Math.Sin(2 * Math.PI * x), degrees, samples: 20, noise: 0.3, trials: 200, seed: 0, points: 25);
        for (int d = 0; d < degrees.Length; d++)
        {
            double tolerance = degrees[d] < 9 ? 1e-9 : 1e-6;
            Golden.Close(golden.GetProperty("grid").Numbers(), actual[d].Grid, 1e-14, "grid");
            Golden.Close(golden.GetProperty("f_on_grid").Numbers(), actual[d].Truth, 1e-14, "f");
            Golden.Close(expected[d].GetProperty("mean_prediction_on_grid").Numbers(), actual[d].MeanFit, tolerance, $"mean fit, degree {degrees[d]}");
            Golden.Close(expected[d].GetProperty("prediction_of_trial_0_on_grid").Numbers(), [.. actual[d].Fits.Row(0)], tolerance, "first fit");
            Golden.Close(Number("bias2_mean_over_grid"), actual[d].BiasSquared, tolerance, "bias²");
            Golden.Close(Number("variance_mean_over_grid"), actual[d].Variance, tolerance, "variance");
            Golden.Close(Number("expected_test_mse_bias2_plus_var_plus_noise"), actual[d].ExpectedError, tolerance, "expected error");
            Golden.Close(Number("mean_training_mse"), actual[d].TrainingError, tolerance, "training error");

            double Number(string name) => expected[d].GetProperty(name).Number();
        }
    }

    [Fact]
    public void The_parts_add_up_to_the_squared_distance_from_the_truth()
    {
        foreach (BiasVariance result in BiasVariance.OfPolynomials(Math.Cos, [0, 2, 4], samples: 12, noise: 0.5, trials: 30, seed: 7))
        {
            double distance = result.Fits.EnumerateRows().Average(fit => fit.Zip(result.Truth, (value, truth) => (value - truth) * (value - truth)).Average());
            Assert.Equal(distance, result.BiasSquared + result.Variance, 1e-12 * distance);
        }
    }

    [Fact]
    public void A_polynomial_through_its_own_points_is_exact()
    {
        double[] x = [.. Enumerable.Range(0, 20).Select(i => i / 19.0)];
        double[] y = [.. x.Select(at => 3 - 2 * at + 5 * Math.Pow(at, 7))];
        PolynomialFit fit = PolynomialFit.Of(x, y, degree: 7, low: 0, high: 1);
        for (double at = 0; at <= 1; at += 0.03) Assert.Equal(3 - 2 * at + 5 * Math.Pow(at, 7), fit.At(at), 1e-12);
    }

    [Fact]
    public void What_cannot_be_fitted_is_refused()
    {
        Assert.Contains("2 different places", Assert.Throws<ArgumentException>(() => PolynomialFit.Of([1, 2, 2], [1, 2, 3], 2, 0, 3)).Message);
        Assert.Contains("3 places", Assert.Throws<ArgumentException>(() => PolynomialFit.Of([1, 2, 3], [1, 2], 1, 0, 3)).Message);
        Assert.Contains("degree is -1", Assert.Throws<ArgumentOutOfRangeException>(() => PolynomialFit.Of([1, 2], [1, 2], -1, 0, 3)).Message);
        Assert.Contains("1 trial", Assert.Throws<ArgumentOutOfRangeException>(() => BiasVariance.OfPolynomials(Math.Sin, [1], trials: 1)).Message);
        Assert.Contains("1 trial", Assert.Throws<ArgumentException>(() => BiasVariance.Of("", [0], [0], Matrix<double>.Build.Dense(1, 1), 0)).Message);
        Assert.Contains("no degree", Assert.Throws<ArgumentException>(() => BiasVariance.OfPolynomials(Math.Sin, [])).Message);
        Assert.Contains("NaN or infinite", Assert.Throws<ArgumentException>(() => PolynomialFit.Of([1, 2], [1, double.NaN], 1, 0, 3)).Message);
        Assert.Contains("NaN or infinite", Assert.Throws<ArgumentException>(() => BiasVariance.OfPolynomials(_ => double.NaN, [1])).Message);
        Assert.Contains("NaN or infinity", Assert.Throws<ArgumentException>(() => BiasVariance.Of("", [0], [0], Matrix<double>.Build.Dense(2, 1, double.NaN), 0)).Message);
    }
}
