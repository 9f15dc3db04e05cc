using System.Text.Json.Nodes;

namespace Descent.Grading.Tests;

/// <summary>
/// A submission that tries something, and what must happen. It is exercise 4 with the cell of L2Cost as given and a right
/// L2Gradient, which must keep its points whatever the other does.
/// </summary>
/// <param name="Name">What it tries.</param>
/// <param name="Code">The cell of L2Cost.</param>
/// <param name="Kinds">What may be found about L2Cost.</param>
public sealed record Attack(string Name, string Code, params VerdictKind[] Kinds)
{
    public const string Signature = "double L2Cost(double crossEntropy, Matrix<double>[] W, Matrix<double>[] b, double lambda, int m)";

    /// <summary>A right answer, as an expression.</summary>
    public const string Answer = "crossEntropy + lambda / (2 * m) * W.Sum(w => w.PointwisePower(2).ColumnSums().Sum())";

    /// <summary>What the message must contain.</summary>
    public string Says { get; init; } = "";

    /// <summary>What a report must contain.</summary>
    public string Reports { get; init; } = "";

    /// <summary>What stands before the function in its cell.</summary>
    public string Helper { get; init; } = "";

    /// <summary>Whether L2Gradient keeps its points: all but where both come to the same end.</summary>
    public bool SparesTheOther { get; init; } = true;

    /// <summary>A function of the right signature.</summary>
    public static Attack Function(string name, string body, params VerdictKind[] kinds) => new(name, $"{Signature}\n{{\n{body}\n}}", kinds);

    public void Write(JsonObject notebook)
    {
        HandIn.Write(notebook, "setup", "#!import setup.cs\nusing System.IO;\nusing System.Threading;\nusing Nothing.Like.This;");
        HandIn.Write(notebook, "l2-cost", Helper + "\n" + Code);
    }

    public override string ToString() => Name;
}
