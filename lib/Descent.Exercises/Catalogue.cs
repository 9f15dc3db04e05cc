using Descent.Exercises.Definitions;

namespace Descent.Exercises;

/// <summary>All exercises, in the order of the course.</summary>
public static class Catalogue
{
    /// <summary>The exercises; their points make 100.</summary>
    public static IReadOnlyList<Exercise> All { get; } =
    [
        new LayerForward(),
        new LayerBackward(),
        new SoftmaxCrossEntropy(),
    ];

    /// <summary>The exercise of that name, or null.</summary>
    public static Exercise? Find(string id) => All.FirstOrDefault(e => e.Id == id);
}
