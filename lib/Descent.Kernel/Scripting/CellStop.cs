using System.Reflection;

namespace Descent.Kernel.Scripting;

/// <summary>
/// Stops code of cells where it can be stopped safely. The compiler has put a look at a token into every function and every
/// turn of a loop, and hands the token to calls that take one. Each cell's assembly has a field for it; all hold the same.
/// </summary>
internal sealed class CellStop
{
    private readonly Lock gate = new();
    private readonly List<FieldInfo> fields = [];
    private static volatile bool asked;
    private CancellationTokenSource source = new();

    /// <summary>From now on the code of this assembly stops with the others.</summary>
    public void Add(Assembly cell)
    {
        // The compiler's own class; a cell without functions and loops has no such field.
        var field = cell.GetTypes().Where(type => type.Name.StartsWith("<PrivateImplementationDetails>", StringComparison.Ordinal))
            .Select(type => type.GetField("ModuleCancellationToken", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .FirstOrDefault(field => field?.FieldType == typeof(CancellationToken));
        if (field is null)
            return;
        lock (gate)
        {
            fields.Add(field);
            field.SetValue(null, source.Token);
        }
    }

    /// <summary>Called at every turn of a loop.</summary>
    /// <exception cref="OperationCanceledException">The code is to stop.</exception>
    public static void StopIfAsked()
    {
        if (asked)
            throw new OperationCanceledException();
    }

    /// <summary>Begins to stop whatever runs; returns at once.</summary>
    public void Begin()
    {
        asked = true;
        CancellationTokenSource mine;
        lock (gate)
            mine = source;
        // Callbacks that were registered with the token may block.
        new Thread(
            () =>
            {
                try
                {
                    mine.Cancel();
                }
                catch (AggregateException)
                {
                    // A callback of user code failed; the cell is about to end anyway.
                }
            },
            256 * 1024)
        { IsBackground = true, Name = "stop" }.Start();
    }

    /// <summary>What runs from now on is not to stop.</summary>
    public void Renew()
    {
        asked = false;
        lock (gate)
        {
            source = new CancellationTokenSource();
            foreach (var field in fields)
                field.SetValue(null, source.Token);
        }
    }
}
