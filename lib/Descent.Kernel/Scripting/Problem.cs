namespace Descent.Kernel.Scripting;

/// <summary>Something wrong with code at a place in it.</summary>
/// <param name="Message">In words a learner knows.</param>
/// <param name="Code">The compiler's number for it, or null.</param>
internal sealed record Problem(Place Place, string Message, string? Code = null)
{
    public override string ToString() =>
        Code is null ? $"{Place}: {Message}" : $"{Place}: error {Code}: {Message}";
}
