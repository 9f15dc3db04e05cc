// What every lecture notebook runs first: #!import setup.cs
// Paths are relative to the notebook's folder.
#r "../lib/bin/MathNet.Numerics.dll"
#r "../lib/bin/Descent.dll"

using System.Globalization;
using MathNet.Numerics.LinearAlgebra;
using Descent.Charts;
using Descent.Data;
using Descent.Diagnostics;
using Descent.Losses;
using Descent.Networks;
using Descent.Numerics;
using Descent.Optimizers;
using Descent.Regularizers;
using Descent.Training;

// 0.5 is printed as 0.5 everywhere, also where a comma is usual.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

// W * X computes with the library's own products, which are fast and give the same bits everywhere.
DescentLinearAlgebraProvider.Install();

// Matrices and vectors, another library's types, are shown as tables from now on.
Microsoft.DotNet.Interactive.Formatting.Formatter.GetPreferredMimeTypesFor(typeof(Descent.Formatting.Tables));
