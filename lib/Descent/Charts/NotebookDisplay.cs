using System.Reflection;

namespace Descent.Charts;

/// <summary>
/// A display below the running cell that can be replaced in place. It goes through
/// <c>KernelInvocationContext.Current.Display(value)</c> and <c>.Update(value)</c>, found by name: every notebook kernel
/// has them, and the library refers to none.
/// </summary>
internal sealed class NotebookDisplay
{
    private const string ContextName = "Microsoft.DotNet.Interactive.KernelInvocationContext";
    private readonly object context;
    private readonly MethodInfo display;
    private object? shown;

    private NotebookDisplay(object context, MethodInfo display) => (this.context, this.display) = (context, display);

    /// <summary>A display of the cell that runs now; null outside of any notebook.</summary>
    public static NotebookDisplay? Here()
    {
        if (CurrentCell() is not { } context)
            return null;
        var display = context.GetType().Assembly.GetType(ContextName + "Extensions")?.GetMethods(BindingFlags.Public | BindingFlags.Static)
            .FirstOrDefault(m => m.Name == "Display" && m.GetParameters() is { Length: 3 } p && p[0].ParameterType.IsInstanceOfType(context) && p[2].ParameterType == typeof(string[]));
        return display is null ? null : new NotebookDisplay(context, display);
    }

    /// <summary>Is cancelled when the running cell is interrupted; never outside of a notebook.</summary>
    public static CancellationToken Interruption() =>
        CurrentCell() is { } context && context.GetType().GetProperty("CancellationToken")?.GetValue(context) is CancellationToken token ? token : default;

    /// <summary>Shows a value in place of the last one.</summary>
    public void Show(object value)
    {
        if (shown is null)
            shown = display.Invoke(null, [context, value, Array.Empty<string>()]);
        else
            shown.GetType().GetMethod("Update", [typeof(object)])?.Invoke(shown, [value]);
    }

    private static object? CurrentCell() => AppDomain.CurrentDomain.GetAssemblies()
        .Select(assembly => assembly.GetType(ContextName)).FirstOrDefault(type => type is not null)?
        .GetProperty("Current", BindingFlags.Public | BindingFlags.Static)?.GetValue(null);
}
