namespace Descent.Kernel.Tests;

/// <summary>What <c>#r</c> loads.</summary>
public sealed class ReferenceTests
{
    [Fact]
    public void A_library_is_loaded_with_what_it_needs_from_its_own_folder()
    {
        using var kernel = new KernelUnderTest();
        var inner = Library.Build(kernel, "libs/Inner.dll", "public static class Inner { public static string Name => \"inner\"; }");
        Library.Build(kernel, "libs/Outer.dll", "public static class Outer { public static string Name => \"outer of \" + Inner.Name; }", inner);
        Assert.Equal("outer of inner", kernel.Run("#r \"libs/Outer.dll\"\nOuter.Name").Result());
    }

    [Fact]
    public void A_rebuild_while_the_session_is_open_neither_fails_nor_changes_it()
    {
        using var kernel = new KernelUnderTest();
        Library.Build(kernel, "One.dll", "public static class One { public static string Version => \"first\"; public static string Late => \"first\"; }");
        Assert.Equal("first", kernel.Run("#r \"One.dll\"\nOne.Version").Result());
        Library.Build(kernel, "One.dll", "public static class One { public static string Version => \"second\"; public static string Late => \"second\"; }");
        Assert.Equal("first", kernel.Run("#r \"One.dll\"\nOne.Late").Result());
        File.Delete(Path.Combine(kernel.Folder, "One.dll"));
        Assert.Equal("first", kernel.Run("One.Version").Result());
        Library.Build(kernel, "One.dll", "public static class One { public static string Version => \"third\"; }");
        using var next = new KernelUnderTest();
        Assert.Equal("third", next.Run($"#r \"{Path.Combine(kernel.Folder, "One.dll")}\"\nOne.Version").Result());
    }

    [Fact]
    public void A_library_with_formatters_of_its_own_may_be_named_again_and_again()
    {
        using var kernel = new KernelUnderTest();
        Library.Build(kernel, "Shown.dll", """
            using System;
            using System.Collections.Generic;
            using System.IO;
            [AttributeUsage(AttributeTargets.Class)]
            class TypeFormatterSourceAttribute(Type source) : Attribute
            {
                public Type FormatterSourceType { get; } = source;
                public string[] PreferredMimeTypes { get; set; }
            }
            class Source { public IEnumerable<object> CreateTypeFormatters() => new object[] { new Svg() }; }
            class Svg
            {
                public string MimeType => "image/svg+xml";
                public bool Format(object value, TextWriter writer) { writer.Write("<svg/>"); return true; }
            }
            [TypeFormatterSource(typeof(Source), PreferredMimeTypes = new[] { "image/svg+xml" })]
            public class Shown { }
            """);
        for (var time = 0; time < 3; time++)
            Assert.Equal("<svg/>", kernel.Run("#r \"Shown.dll\"\nnew Shown()").Result("image/svg+xml"));
    }

    [Fact]
    public void A_file_that_is_no_assembly_is_named()
    {
        using var kernel = new KernelUnderTest();
        kernel.WriteFile("text.dll", "no assembly");
        Assert.Contains("the file is not a .NET assembly", kernel.Run("#r \"text.dll\"").ErrorText);
    }

    [Fact]
    public void A_library_that_misses_another_fails_its_cell_only()
    {
        using var kernel = new KernelUnderTest();
        var inner = Library.Build(kernel, "Gone.dll", "public class Gone { public int N; }");
        Library.Build(kernel, "Needs.dll", "public static class Needs { public static int N => new Gone().N; }", inner);
        File.Delete(Path.Combine(kernel.Folder, "Gone.dll"));
        Assert.Equal("error", kernel.Run("#r \"Needs.dll\"\nvar n = Needs.N;").Status);
        Assert.Equal("still here", kernel.Run("\"still here\"").Result());
    }
}
