using System.Reflection;
using System.Reflection.Emit;

namespace Descent.Kernel.Scripting;

/// <summary>
/// Optimized code throws some exceptions of the language itself, such as that of an index out of range, at one place of a
/// method for all its lines. A stack frame then says nothing about the line; the instructions that can throw it do.
/// </summary>
internal static class SharedThrow
{
    private static readonly Dictionary<short, OpCode> opCodes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    /// <summary>Whether a method is the runtime's own that throws for such a place.</summary>
    public static bool IsHelper(MethodBase method) => method.DeclaringType?.FullName == "Internal.Runtime.CompilerHelpers.ThrowHelpers";

    /// <summary>The offsets of the instructions of a method that can throw the exception, in order.</summary>
    public static IReadOnlyList<int> Candidates(MethodBase method, Exception exception)
    {
        List<int> offsets = [];
        var code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (var at = 0; at < code.Length;)
        {
            var start = at;
            var value = code[at++] is var first && first == 0xFE ? unchecked((short)(0xFE00 | code[at++])) : (short)first;
            var operation = opCodes[value];
            if (CanThrow(operation, exception) || (exception is IndexOutOfRangeException && IsSpanIndexer(method, operation, code, at)))
                offsets.Add(start);
            at += operation.OperandType == OperandType.InlineSwitch ? 4 + 4 * BitConverter.ToInt32(code, at) : SizeOf(operation.OperandType);
        }
        return offsets;
    }

    private static bool CanThrow(OpCode operation, Exception exception) => exception switch
    {
        IndexOutOfRangeException => operation.Name!.StartsWith("ldelem", StringComparison.Ordinal) || operation.Name.StartsWith("stelem", StringComparison.Ordinal),
        OverflowException => operation.Name!.Contains(".ovf", StringComparison.Ordinal) || operation == OpCodes.Div || operation == OpCodes.Rem,
        DivideByZeroException => operation.Name is "div" or "div.un" or "rem" or "rem.un",
        _ => false,
    };

    private static bool IsSpanIndexer(MethodBase method, OpCode operation, byte[] code, int operand)
    {
        if (operation != OpCodes.Call)
            return false;
        try
        {
            var type = method.DeclaringType;
            var called = method.Module.ResolveMethod(
                BitConverter.ToInt32(code, operand), type?.GetGenericArguments(), method.IsGenericMethod ? method.GetGenericArguments() : null);
            return called is { Name: "get_Item", DeclaringType.Name: "Span`1" or "ReadOnlySpan`1" };
        }
        catch (Exception e) when (e is ArgumentException or IOException or TypeLoadException or BadImageFormatException)
        {
            return false; // what it calls is not there any more: then it did not throw this
        }
    }

    private static int SizeOf(OperandType operand) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        _ => 4,
    };
}
