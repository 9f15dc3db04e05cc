using Descent.Data;
using MathNet.Numerics.LinearAlgebra;

namespace Descent.Formatting;

/// <summary>How values are shown: the library's own class of this name without what is not here.</summary>
[TypeFormatterSource(typeof(Tables), PreferredMimeTypes = [Html])]
public sealed class Tables
{
    internal const string Html = "text/html", Text = "text/plain";

    public IEnumerable<object> CreateTypeFormatters() =>
    [
        new TypeFormatter<Tables>(Html, _ => "tables of matrices and data sets"),
        new TypeFormatter<Matrix<double>>(Html, MatrixTable.Of),
        new TypeFormatter<Vector<double>>(Html, MatrixTable.Of),
        new TypeFormatter<Dataset>(Html, DatasetTable.Of),
        new TypeFormatter<Dataset>(Text, DatasetTable.Line),
    ];
}
