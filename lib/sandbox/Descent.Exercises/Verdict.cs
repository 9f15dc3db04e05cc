namespace Descent.Exercises.Checking;

/// <summary>What a check says while code is graded: nothing.</summary>
public sealed record Verdict(string Message, bool IsRight, int Points)
{
    public static Verdict None { get; } = new("", false, 0);

    public override string ToString() => "";
}
