// What every exercise notebook runs first: #!import setup.cs
// Paths are relative to the notebook's folder.
#r "../../lib/bin/MathNet.Numerics.dll"
#r "../../lib/bin/Descent.dll"
#r "../../lib/bin/Descent.Exercises.dll"

using System.Globalization;
using MathNet.Numerics.LinearAlgebra;
using Descent.Charts;
using Descent.Data;
using Descent.Exercises;
using Descent.Numerics;

// 0.5 is printed as 0.5 everywhere, also where a comma is usual.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

// The first check answers at once, since this one has gone before, beside what is read and written meanwhile.
System.Threading.Tasks.Task.Run(Check.WarmUp);
