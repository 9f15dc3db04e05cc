using Descent.Data;
using Descent.Diagnostics;
using Descent.Networks;
using Descent.Training;
using MathNet.Numerics.LinearAlgebra;

namespace Descent.Formatting;

/// <summary>
/// How a notebook shows the library's values: as HTML tables and as a line of text. The library's own types name this
/// class. Matrices and vectors, which are another library's, are shown so once a kernel has asked for this class:
/// <c>Formatter.GetPreferredMimeTypesFor(typeof(Tables))</c> in a setup file.
/// </summary>
[TypeFormatterSource(typeof(Tables), PreferredMimeTypes = [Html])]
public sealed class Tables
{
    internal const string Html = "text/html", Text = "text/plain";

    /// <summary>One formatter for each type and form.</summary>
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        new TypeFormatter<Tables>(Html, _ => "tables of matrices, networks, data sets and trainings"),
        new TypeFormatter<Matrix<double>>(Html, MatrixTable.Of),
        new TypeFormatter<Vector<double>>(Html, MatrixTable.Of),
        new TypeFormatter<Network>(Html, NetworkTable.Of),
        new TypeFormatter<Network>(Text, NetworkTable.Line),
        new TypeFormatter<Dataset>(Html, DatasetTable.Of),
        new TypeFormatter<Dataset>(Text, DatasetTable.Line),
        new TypeFormatter<TrainingHistory>(Html, HistoryTable.Of),
        new TypeFormatter<TrainingHistory>(Text, HistoryTable.Line),
        new TypeFormatter<GradientCheck>(Html, GradientCheckTable.Of),
        new TypeFormatter<GradientCheck>(Text, check => check.ToString()),
    ];
}
