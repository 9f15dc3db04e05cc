using Descent.Kernel.Execution;

namespace Microsoft.DotNet.Interactive;

/// <summary>The run of a cell, as code in the cell sees it.</summary>
public sealed class KernelInvocationContext
{
    private static readonly AsyncLocal<KernelInvocationContext?> current = new();
    private static volatile KernelInvocationContext? latest;
    private readonly Cell cell;

    internal KernelInvocationContext(Cell cell) => this.cell = cell;

    /// <summary>The cell that runs this code, or null outside of any cell.</summary>
    public static KernelInvocationContext? Current => current.Value;

    /// <summary>Is cancelled when the cell is interrupted. A cell that asks for it is given a moment to end by itself.</summary>
    public CancellationToken CancellationToken => cell.OfferCancellation();

    /// <summary>The cell that runs this code or, on a thread that has lost its cell, the one that ran last.</summary>
    internal static KernelInvocationContext Here =>
        Current ?? latest ?? throw new InvalidOperationException("No cell has run yet.");

    internal Cell Cell => cell;

    internal static void Enter(Cell cell) => current.Value = latest = new KernelInvocationContext(cell);

    internal Task<string> Ask(string prompt, bool isPassword) => cell.Ask(prompt, isPassword);
}
