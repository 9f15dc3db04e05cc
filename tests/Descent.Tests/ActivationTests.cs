using Descent.Networks;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Descent.Tests;

public sealed class ActivationTests
{
    private static readonly System.Text.Json.JsonElement Expected = Golden.Load("activations.json");

    public static TheoryData<string, string, string> ElementWise => new()
    {
        { "Sigmoid", "sigmoid", "sigmoid_derivative_as_a_times_1_minus_a" },
        { "Tanh", "tanh", "tanh_derivative_1_minus_a2" },
        { "ReLU", "relu", "relu_derivative_0_at_0" },
        { "LeakyReLU", "leaky_relu_0.01", "leaky_relu_derivative" },
    };

    [Theory, MemberData(nameof(ElementWise))]
    public void Values_and_slopes_are_golden(string name, string value, string slope)
    {
        var golden = Expected.GetProperty("elementwise");
        var activation = Activation.All.Single(candidate => candidate.Name == name);
        double[] z = golden.GetProperty("z").Numbers(), a = new double[z.Length], delta = new double[z.Length];
        Array.Fill(delta, 1);

        activation.Apply(z, a, units: 1);
        activation.Backpropagate(z, a, delta, units: 1);

        Golden.Close(golden.GetProperty(value).Numbers(), a, 1e-15, value);
        Golden.Close(golden.GetProperty(slope).Numbers(), delta, 1e-15, slope);
        Assert.DoesNotContain(a, double.IsNaN);
    }

    [Fact]
    public void Softmax_and_its_jacobian_are_golden()
    {
        var golden = Expected.GetProperty("softmax");
        var z = golden.GetProperty("Z").Matrix();
        var a = Matrix<double>.Build.Dense(3, 8);
        Activation.Softmax.Apply(z.AsColumnMajorArray(), a.AsColumnMajorArray(), units: 3);
        Golden.Close(golden.GetProperty("softmax").Matrix(), a, 1e-14);

        var jacobian = Matrix<double>.Build.Dense(3, 3);
        for (int k = 0; k < 3; k++)
        {
            // With ∂C/∂a the k-th unit vector, ∂C/∂z is the k-th row of ∂a/∂z.
            double[] delta = [k == 0 ? 1 : 0, k == 1 ? 1 : 0, k == 2 ? 1 : 0];
            Activation.Softmax.Backpropagate(z.Column(1).ToArray(), a.Column(1).ToArray(), delta, units: 3);
            jacobian.SetRow(k, delta);
        }

        Golden.Close(golden.GetProperty("jacobian_da_dz_of_column_1").Matrix(), jacobian, 1e-14);
    }

    [Theory]
    [InlineData("Linear"), InlineData("ReLU"), InlineData("LeakyReLU"), InlineData("Tanh"), InlineData("Sigmoid"), InlineData("Softmax")]
    public void A_NaN_is_not_swallowed(string name)
    {
        double[] a = new double[3];
        Activation.All.Single(candidate => candidate.Name == name).Apply([1, double.NaN, 2], a, units: 3);
        Assert.Contains(a, double.IsNaN);
    }
}
