using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Descent.Kernel.Streams;

/// <summary>The few calls of the operating system that .NET has no name for.</summary>
internal static partial class NativeMethods
{
    public const int StandardInput = -10;
    public const int StandardOutput = -11;

    /// <summary>A duplicate that child processes do not inherit, so that they cannot keep the client waiting.</summary>
    public static SafeFileHandle Duplicate(int descriptor)
    {
        var duplicate = Dup(descriptor);
        if (duplicate < 0)
            throw new IOException($"Descriptor {descriptor} cannot be duplicated.");
        return new SafeFileHandle(duplicate, ownsHandle: true);
    }

    /// <summary>Makes a descriptor mean what the handle means.</summary>
    public static void Replace(int descriptor, SafeHandle handle)
    {
        if (Dup2((int)handle.DangerousGetHandle(), descriptor) < 0)
            throw new IOException($"Descriptor {descriptor} cannot be replaced.");
    }

    public static void SetStandardHandle(int which, SafeHandle handle)
    {
        if (!SetStdHandle(which, handle.DangerousGetHandle()))
            throw new IOException($"Standard handle {which} cannot be replaced.");
    }

    /// <summary>
    /// Ends the process at once. <see cref="Environment.Exit"/> would wait for threads and handlers of user code.
    /// </summary>
    public static void Exit(int code)
    {
        if (!OperatingSystem.IsWindows())
            ExitNow(code);
        TerminateProcess(-1, (uint)code);
    }

    // .NET's own duplicate: with close-on-exec set, on every Unix, without a variadic call.
    [LibraryImport("libSystem.Native", EntryPoint = "SystemNative_Dup")]
    private static partial int Dup(nint descriptor);

    [LibraryImport("libc", EntryPoint = "dup2")]
    private static partial int Dup2(int from, int to);

    [LibraryImport("libc", EntryPoint = "_exit")]
    private static partial void ExitNow(int code);

    [LibraryImport("kernel32", EntryPoint = "SetStdHandle")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool SetStdHandle(int which, nint handle);

    [LibraryImport("kernel32", EntryPoint = "TerminateProcess")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool TerminateProcess(nint process, uint code);
}
