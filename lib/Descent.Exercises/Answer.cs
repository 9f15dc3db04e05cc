namespace Descent.Exercises;

/// <summary>
/// A way to write a graded function: the code to run and the text to read.
/// </summary>
/// <param name="code">The function; it captures nothing, so that its text stands on its own.</param>
/// <param name="source">The same function as C# text: a lambda expression.</param>
public class Answer(Delegate code, string source)
{
    /// <summary>The function, of the exercise's delegate type.</summary>
    public Delegate Code { get; } = code;

    /// <summary>The function as C# text, a lambda expression such as <c>static (a, b) => a + b</c>.</summary>
    public string Source { get; } = source;
}
