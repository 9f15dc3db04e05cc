using Descent.Numerics;
using Xunit;

namespace Descent.Tests;

/// <summary>Tests that change the number of threads or measure allocation: nothing else runs beside them.</summary>
[CollectionDefinition(nameof(Workers), DisableParallelization = true)]
public sealed class WorkersCollection;
