namespace Descent.Exercises;

/// <summary>The hints as a cell may ask for them while it is graded: there are none.</summary>
public static class Hint
{
    public static string For(string function, int step = 1) => "";
}
