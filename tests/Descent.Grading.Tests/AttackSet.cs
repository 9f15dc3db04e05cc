using static Descent.Grading.VerdictKind;

namespace Descent.Grading.Tests;

/// <summary>What learners may hand in to get points they did not earn, or to do harm.</summary>
internal static class AttackSet
{
    private const string Untyped = "object L2Cost(double crossEntropy, Matrix<double>[] W, Matrix<double>[] b, double lambda, int m)";
    private const string Right = "return " + Attack.Answer + ";";

    /// <summary>What must not score, or must not keep the judge from grading.</summary>
    public static IReadOnlyList<Attack> All { get; } =
    [
        // It never ends, or ends the process.
        Attack.Function("endless loop", "while (true) { }", TimedOut) with { Says = "had not ended" },
        Attack.Function("endless loop that catches everything", "while (true) { try { while (true) { } } catch { } }", TimedOut, Died),
        Attack.Function("endless loop where nothing can be aborted", "try { } finally { while (true) { } }\nreturn 0;", TimedOut, Died),
        Attack.Function("endless sleep", "Thread.Sleep(-1); return 0;", TimedOut),
        new("endless loop beside a right function", $"{Attack.Signature} => {Attack.Answer};\nwhile (true) {{ }}", VerdictKind.Right) { Reports = "time limit" },
        Attack.Function("endless recursion", "return 1 + L2Cost(crossEntropy, W, b, lambda, m);", Threw),
        Attack.Function("stack overflow in one step", "unsafe { byte* p = stackalloc byte[m * 0 + (64 << 20)]; for (int i = 0; i < 64 << 20; i += 4096) p[i] = 1; return p[0]; }", Died, Threw),
        Attack.Function("Environment.Exit(0)", "Environment.Exit(0); return 0;", Died) with { Says = "Environment.Exit" },
        Attack.Function("Environment.FailFast", "Environment.FailFast(\"over\"); return 0;", Died),
        new("Environment.Exit(0) when the cell is run", "Environment.Exit(0);\n" + $"{Attack.Signature} => {Attack.Answer};", Died),
        Attack.Function("a process that kills itself", "System.Diagnostics.Process.GetCurrentProcess().Kill(); Thread.Sleep(-1); return 0;", Died),
        new("a signal to every process", "[System.Runtime.InteropServices.DllImport(\"libc\")] static extern int kill(int pid, int signal);\n" + $"{Attack.Signature}\n{{ kill(-1, 9); kill(1, 9); return 0; }}", Value, Died, TimedOut),
        new("a static constructor that exits", $"static class Evil {{ public static int X = 1; static Evil() {{ Environment.Exit(3); }} }}\n{Attack.Signature} => Evil.X;", Died),
        new("a module initializer that exits", $"static class Evil {{ [System.Runtime.CompilerServices.ModuleInitializer] internal static void Start() {{ Environment.Exit(3); }} }}\n{Attack.Signature} => 0;", Died, NotCompiled, Value),
        new("an exit that is held up for ever", $"AppDomain.CurrentDomain.ProcessExit += (_, _) => {{ while (true) {{ }} }};\n{Attack.Signature} {{ Environment.Exit(0); return 0; }}", Died, TimedOut),
        new("a finalizer that never ends", $"class F {{ ~F() {{ while (true) {{ }} }} }}\n{Attack.Signature} {{ new F(); GC.Collect(); GC.WaitForPendingFinalizers(); return 0; }}", Value, TimedOut, Died),
        new("an exception that no one catches, on a thread of its own", $"{Attack.Signature} {{ var t = new Thread(() => throw new Exception()); t.Start(); t.Join(); Thread.Sleep(500); return 0; }}", Died, Value, Threw),
        Attack.Function("an exception that ends cells", "throw new OperationCanceledException();", Threw, TimedOut, Garbled),

        // It uses up what there is.
        Attack.Function("a list without end", "var all = new List<byte[]>(); while (true) { var x = new byte[1 << 20]; Array.Fill(x, (byte)1); all.Add(x); }", Threw, Died),
        Attack.Function("native memory without end", "for (int i = 0; i < 4000; i++) { var p = System.Runtime.InteropServices.Marshal.AllocHGlobal(1 << 20); unsafe { new Span<byte>((void*)p, 1 << 20).Fill(1); } } " + Right, Threw, Died),
        Attack.Function("threads without end", "for (int i = 0; i < 3000; i++) { var t = new Thread(() => Thread.Sleep(-1), 1 << 18) { IsBackground = true }; t.Start(); } " + Right, Threw, Died, TimedOut),
        new("processes without end", "[System.Runtime.InteropServices.DllImport(\"libc\")] static extern int fork();\n[System.Runtime.InteropServices.DllImport(\"libc\")] static extern uint sleep(uint s);\n"
            + $"{Attack.Signature}\n{{ for (int i = 0; i < 500; i++) {{ int p = fork(); if (p == 0) while (true) sleep(1000); if (p < 0) throw new Exception(\"no more than \" + i); }} {Right} }}", Threw, Died, TimedOut, Garbled),
        Attack.Function("a file without end", "using var f = File.Create(\"/tmp/big\"); var x = new byte[1 << 20]; for (int i = 0; i < 2000; i++) f.Write(x); " + Right, Threw, Died),
        Attack.Function("files without end", "for (int i = 0; i < 2000; i++) File.WriteAllBytes($\"/tmp/{i}\", new byte[1 << 20]); " + Right, Threw),
        Attack.Function("files without end in shared memory", "for (int i = 0; i < 2000; i++) File.WriteAllBytes($\"/dev/shm/{i}\", new byte[1 << 20]); " + Right, Threw),
        Attack.Function("files without end beside the notebook", "for (int i = 0; i < 2000; i++) File.WriteAllBytes($\"{i}\", new byte[1 << 20]); " + Right, Threw),
        Attack.Function("a gigabyte of output", "for (int i = 0; i < 1_000_000; i++) Console.WriteLine(new string('x', 1000)); " + Right, Garbled) with { Says = "put out more than" },
        Attack.Function("a gigabyte of output past the console", "using var o = Console.OpenStandardOutput(); var x = new byte[1 << 16]; for (int i = 0; i < 16_000; i++) o.Write(x); " + Right, Garbled, TimedOut, Died),
        new("a list of millions", "object L2Cost(double crossEntropy, Matrix<double>[] W, Matrix<double>[] b, double lambda, int m) => new double[3_000_000];", Garbled) { Says = "holds more than 15000 values" },
        new("lists in lists in lists", "object L2Cost(double crossEntropy, Matrix<double>[] W, Matrix<double>[] b, double lambda, int m) { object x = 1; for (int i = 0; i < 500; i++) x = new[] { x }; return x; }", Garbled) { Says = "deep" },
        new("a sequence without end", "object L2Cost(double crossEntropy, Matrix<double>[] W, Matrix<double>[] b, double lambda, int m) { IEnumerable<int> All() { while (true) yield return 1; } return All(); }", Garbled, TimedOut, Died),
        new("a list that holds itself", "object L2Cost(double crossEntropy, Matrix<double>[] W, Matrix<double>[] b, double lambda, int m) { var x = new List<object>(); x.Add(x); return x; }", Threw, Died, Garbled),

        // It looks for the answer.
        Attack.Function("the library's answer", "return crossEntropy + new Descent.Regularizers.L2(lambda).Penalty(W);", NotCompiled) with { Reports = "uses L2 of the library" },
        new("the library's answer, imported", $"using Descent.Regularizers;\n{Attack.Signature} => crossEntropy + new L2(lambda).Penalty(W);", NotCompiled) { Reports = "uses L2 of the library" },
        Attack.Function("the library's answer by reflection", "var type = AppDomain.CurrentDomain.GetAssemblies().Select(a => a.GetType(\"Descent.Regularizers.L2\")).First(t => t is not null); return 1;", Threw) with { Reports = "have a look" },
        Attack.Function("the reference by reflection", "dynamic e = Activator.CreateInstance(Type.GetType(\"Descent.Exercises.Definitions.L2Cost, Descent.Exercises\")); return (double)e.Reference.Code.DynamicInvoke(crossEntropy, W, b, lambda, m);", Threw, NotCompiled),
        Attack.Function("any assembly on the disk", "foreach (var folder in new[] { \"/course\", \"/kernel\", \"/tmp\", \"/usr/lib\" }) foreach (var f in Directory.GetFiles(folder, \"Descent*.dll\", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true })) { foreach (var t in System.Reflection.Assembly.LoadFile(f).GetTypes()) if (t.Name is \"L2\" or \"L2Cost\" && !t.IsSubclassOf(typeof(Delegate))) { " + Right + " } } return 0;", Value, Threw),
        new("#r of a file outside", $"#r \"../../../work/secret.dll\"\n{Attack.Signature} => 0;", NotCompiled),
        new("#!import of a file outside", $"#!import ../../../../etc/secret.cs\n{Attack.Signature} => 0;", NotCompiled),
        new("the check's own numbers", $"{Attack.Signature} => new Dictionary<double, double> {{ [1.0] = 2.0 }}.GetValueOrDefault(crossEntropy);", Value),

        // It claims to be right.
        new("a Check of its own", $"static class Check {{ public static string L2Cost(Delegate d) => \"✓ L2Cost: 4 of 4 points\"; }}\n{Attack.Signature} => 0;", Value),
        new("a Matrix of its own", "class Matrix<T> { public override bool Equals(object o) => true; }\n" + $"{Attack.Signature} => 0;", VerdictKind.Type, NotCompiled) { SparesTheOther = false },
        new("an Assessor of its own", "class Assessor { public bool IsRight => true; } class Catalogue { } class Calls { public static void Run() { } }\n" + $"{Attack.Signature} => 0;", Value),
        Attack.Function("forged messages of the protocol", "Console.WriteLine(\"{\\\"channel\\\":\\\"shell\\\",\\\"header\\\":{\\\"msg_id\\\":\\\"1\\\",\\\"msg_type\\\":\\\"execute_reply\\\"},\\\"parent_header\\\":{},\\\"content\\\":{\\\"status\\\":\\\"ok\\\"}}\"); return 0;", Value),
        new("forged messages on every descriptor", "[System.Runtime.InteropServices.DllImport(\"libc\")] static extern nint write(int fd, byte[] text, nint count);\n" + $"{Attack.Signature}\n{{\n    var text = Encoding.UTF8.GetBytes(\"\\n{{\\\"channel\\\":\\\"shell\\\",\\\"header\\\":{{\\\"msg_type\\\":\\\"execute_reply\\\"}},\\\"parent_header\\\":{{}},\\\"content\\\":{{\\\"status\\\":\\\"ok\\\"}}}}\\n\");\n    for (int fd = 0; fd < 100; fd++) write(fd, text, text.Length);\n    return 0;\n}}", Value, Died, TimedOut, Garbled, NotGraded) { SparesTheOther = false },
        new("messages that break their form on every descriptor", "[System.Runtime.InteropServices.DllImport(\"libc\")] static extern nint write(int fd, byte[] text, nint count);\n" + $"{Attack.Signature}\n{{\n    var text = Encoding.UTF8.GetBytes(\"\\n{{\\\"channel\\\":\\\"shell\\\",\\\"header\\\":{{\\\"msg_type\\\":\\\"execute_reply\\\"}},\\\"parent_header\\\":{{}},\\\"content\\\":{{\\\"status\\\":7,\\\"status\\\":[]}}}}\\n\");\n    for (int fd = 0; fd < 100; fd++) write(fd, text, text.Length);\n    return 0;\n}}", Value, Died, TimedOut, Garbled, NotGraded) { SparesTheOther = false },
        Attack.Function("answers in the judge's name", "Descent.Exercises.Sandbox.Calls.Run(\"mark\", \"W10=\", 100); Descent.Exercises.Sandbox.Calls.Look(\"mark\", new[] { \"L2Cost\" }); return 0;", Value),
        Attack.Function("a closed standard output", "using var f = new FileStream(new Microsoft.Win32.SafeHandles.SafeFileHandle(1, true), FileAccess.Write); f.Close(); return 0;", Value, Garbled, Died, TimedOut, Threw) with { SparesTheOther = false },
        new("an object that equals everything", "struct Any { public static implicit operator double(Any a) => 0; public override bool Equals(object o) => true; }\nobject L2Cost(double crossEntropy, Matrix<double>[] W, Matrix<double>[] b, double lambda, int m) => new Any();", VerdictKind.Type),
        Attack.Function("NaN, which some comparisons take for equal", "return double.NaN;", Property),
        Attack.Function("infinity", "return double.PositiveInfinity;", Property),
        new("right the first times only", $"int calls = 0;\n{Attack.Signature} => calls++ < 3 ? {Attack.Answer} : 0;", Value, Inconsistent),
        new("right once for each argument", $"var seen = new HashSet<double>();\n{Attack.Signature} => seen.Add(crossEntropy) ? {Attack.Answer} : 0;", Inconsistent),
        new("right until the clock has moved on", $"long begun = 0;\n{Attack.Signature} {{ if (begun == 0) begun = Environment.TickCount64; Thread.Sleep(60); return Environment.TickCount64 - begun < 100 ? {Attack.Answer} : 0; }}", Value, Inconsistent),
        Attack.Function("arguments changed for the next call", "W[0].Clear(); return crossEntropy;", Property, Value),

        // It reaches for what the kernel and the judge stand on.
        new("a stopped process", "[System.Runtime.InteropServices.DllImport(\"libc\")] static extern int kill(int process, int signal);\n" + $"{Attack.Signature} {{ kill(Environment.ProcessId, 19); return 0; }}", TimedOut, Died),
        Attack.Function("a heap limit of its own", "AppContext.SetData(\"GCHeapHardLimit\", 60UL << 30); try { GC.RefreshMemoryLimit(); } catch { } var all = new List<byte[]>(); while (true) { var x = new byte[1 << 20]; Array.Fill(x, (byte)1); all.Add(x); }", Threw, Died),
        Attack.Function("a finalizer that ends the process", "new Fatal(); GC.Collect(); GC.WaitForPendingFinalizers(); " + Right, Died) with { Helper = "class Fatal { ~Fatal() { Environment.FailFast(\"over\"); } }" },
        Attack.Function("an exception with a page for a message", "throw new Exception(\"<script>alert(1)</script>\\u001b[2J\\u202e\" + new string('x', 5_000_000));", Threw, Garbled),
        Attack.Function("an exception whose message throws", "throw new Hostile();", Threw, Garbled, Died) with { Helper = "class Hostile : Exception { public override string Message => throw new Hostile(); public override string StackTrace => throw new Hostile(); public override string ToString() => throw new Hostile(); }" },
        Attack.Function("an exception whose message never ends", "throw new Endless();", TimedOut, Threw, Died) with { Helper = "class Endless : Exception { public override string Message { get { while (true) { } } } }" },
        new("a tuple without end", $"class Long : System.Runtime.CompilerServices.ITuple {{ public int Length => int.MaxValue; public object this[int i] => 1.0; }}\n{Untyped} => new Long();", Threw, Garbled, Died, TimedOut),
        new("a tuple of negative length", $"class Short : System.Runtime.CompilerServices.ITuple {{ public int Length => -5; public object this[int i] => 1.0; }}\n{Untyped} => new Short();", Threw),
        new("a matrix whose numbers never come", $"class Slow : MathNet.Numerics.LinearAlgebra.Double.DenseMatrix {{ public Slow() : base(1, 1) {{ }} public override bool Equals(object x) => true; public override int GetHashCode() {{ while (true) {{ }} }} }}\n{Untyped} => new Slow();", VerdictKind.Type, Shape, Value),
        new("lists of nothing and of different lengths", $"{Untyped} => new object[] {{ null, new double[0], new double[][] {{ null, new[] {{ 1.0 }} }}, double.NaN }};", VerdictKind.Type, Shape),
        new("a list that prints while it is read", $"{Untyped} {{ IEnumerable<double> All() {{ for (int i = 0; i < 100_000; i++) {{ Console.WriteLine(\"read\" + i); yield return i; }} }} return All(); }}", VerdictKind.Type, Shape, Garbled),
        Attack.Function("forged answers for every function", """
            string mark = null;
            foreach (var module in AppDomain.CurrentDomain.GetAssemblies().SelectMany(a => a.Modules))
                for (int token = 0x70000001; token < 0x70004000; token++)
                    try { if (module.ResolveString(token) is { Length: 32 } text && text.All(char.IsAsciiHexDigitLower)) mark = text; } catch { break; }
            using var output = Console.OpenStandardOutput();
            foreach (string said in new[] { "{\"end\":0,\"outcomes\":[[],[]]}", "{\"end\":1,\"outcomes\":[[],[]]}", "{\"begin\":1}", "{\"end\":0,\"problem\":null}", "{\"end\":99,\"outcomes\":7}" })
                output.Write(Encoding.UTF8.GetBytes($"\n{mark}.{Convert.ToBase64String(Encoding.UTF8.GetBytes(said))}\n"));
            return 0;
            """, Value, Garbled) with { SparesTheOther = false },
        new("a thread that reads the judge's messages", "[System.Runtime.InteropServices.DllImport(\"libc\")] static extern nint read(int fd, byte[] text, nint count);\n" + $"{Attack.Signature}\n{{\n    for (int fd = 3; fd < 100; fd++) {{ int at = fd; new Thread(() => {{ var text = new byte[65536]; while (read(at, text, text.Length) > 0) {{ }} }}) {{ IsBackground = true }}.Start(); }}\n    Thread.Sleep(500);\n    return 0;\n}}", Value, Died, TimedOut, Garbled, Threw) { SparesTheOther = false },

        // It only looks strange, and is right.
        Attack.Function("another culture", "var german = (System.Globalization.CultureInfo)System.Globalization.CultureInfo.InvariantCulture.Clone(); german.NumberFormat.NumberDecimalSeparator = \",\"; german.NumberFormat.NegativeSign = \"minus\"; System.Globalization.CultureInfo.DefaultThreadCurrentCulture = System.Globalization.CultureInfo.CurrentCulture = german; " + Right, VerdictKind.Right),
        Attack.Function("another encoding of the console", "Console.OutputEncoding = Encoding.UTF32; Console.WriteLine(\"ä\"); " + Right, VerdictKind.Right),
        Attack.Function("a read of the standard input", "Console.In.ReadToEnd(); Console.OpenStandardInput().Dispose(); " + Right, VerdictKind.Right),
        Attack.Function("settings of the garbage collector", "System.Runtime.GCSettings.LatencyMode = System.Runtime.GCLatencyMode.SustainedLowLatency; ThreadPool.SetMaxThreads(2, 2); " + Right, VerdictKind.Right),
        Attack.Function("threads that outlive the call", "for (int i = 0; i < 10; i++) ThreadPool.QueueUserWorkItem(_ => Thread.Sleep(-1)); new Thread(() => { while (true) W[0][0, 0]++; }) { IsBackground = true }.Start(); var result = " + Attack.Answer + "; return result;", VerdictKind.Right, Value, Property, Inconsistent),
        Attack.Function("noise on stderr", "Console.Error.WriteLine(\"warning\"); " + Right, VerdictKind.Right),
        new("a console of its own", $"Console.SetOut(TextWriter.Null);\n{Attack.Signature} {{ Console.SetOut(TextWriter.Null); Console.WriteLine(1); {Right} }}", VerdictKind.Right),
        new("a Descent and a display of its own", $"class Descent {{ public class Exercises {{ }} }}\nstring display(object x) => \"no\";\n{Attack.Signature} => {Attack.Answer};", VerdictKind.Right),
        new("a formatter that throws", $"Microsoft.DotNet.Interactive.Formatting.Formatter.Register<string>((s, w) => throw new Exception());\n{Attack.Signature} => {Attack.Answer};", VerdictKind.Right),
        new("a thread that prints all the time", $"var t = new Thread(() => {{ while (true) {{ Console.Write(\"xxxx\"); Thread.Sleep(1); }} }}) {{ IsBackground = true }}; t.Start();\n{Attack.Signature} => {Attack.Answer};", VerdictKind.Right),
        new("the check in the same cell", $"{Attack.Signature} => {Attack.Answer};\nCheck.L2Cost(L2Cost)", VerdictKind.Right),
        new("an error after the function", $"{Attack.Signature} => {Attack.Answer};\nthrow new Exception(\"later\");", VerdictKind.Right) { Reports = "later" },
        new("a delegate in the place of a function", $"Func<double, Matrix<double>[], Matrix<double>[], double, int, double> L2Cost = (crossEntropy, W, b, lambda, m) => {Attack.Answer};", VerdictKind.Right, VerdictKind.Type),
    ];
}
