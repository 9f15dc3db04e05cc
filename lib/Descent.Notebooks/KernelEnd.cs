namespace Descent.Notebooks;

/// <summary>Why a kernel process ended, as far as its exit code and last words tell.</summary>
internal static class KernelEnd
{
    /// <summary>One sentence without a full stop.</summary>
    public static async Task<string> DescribeAsync(KernelProcess process)
    {
        int? code = await process.ExitCodeAsync();
        if (process.TookNothing)
            return "the kernel took no message any more and was ended; was its process stopped?";
        string text = process.ErrorText;
        if (text.Contains("Stack overflow", StringComparison.Ordinal))
            return "the kernel ended: the stack overflowed; does a function call itself without end?";
        if (text.Contains("Out of memory", StringComparison.OrdinalIgnoreCase) || text.Contains("OutOfMemoryException", StringComparison.Ordinal))
            return "the kernel ended: it ran out of memory; does the cell allocate without end?";
        string words = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Take(2).Aggregate("", (all, line) => all.Length == 0 ? line : all + " " + line);
        string said = words.Length == 0 ? "" : $" (it said: {words})";
        return code switch
        {
            null => $"the kernel closed its output and was ended{said}",
            134 => $"the kernel was aborted in the middle of the cell{said}; does it call Environment.FailFast?",
            0 => $"the kernel ended in the middle of the cell (exit code 0){said}; does it call Environment.Exit?",
            > 128 and < 160 => $"the kernel was ended from outside (signal {code - 128}){said}",
            _ => $"the kernel ended in the middle of the cell (exit code {code}){said}",
        };
    }
}
