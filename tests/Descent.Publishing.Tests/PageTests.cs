using System.Text.Json.Nodes;
using Descent.Exercises.Form;
using Descent.Notebooks;
using Xunit;

namespace Descent.Publishing.Tests;

public sealed class PageTests : IDisposable
{
    private readonly Notebooks notebooks = new();

    public void Dispose() => notebooks.Dispose();

    [Fact]
    public void Tags_hide_and_remove_as_in_Jupyter_Book()
    {
        JsonArray Out() => [Notebooks.Stream("printed")];
        Cell notes = Cell.Markdown("for the speaker", "notes");
        notes.Metadata["slideshow"] = new JsonObject { ["slide_type"] = "notes" };
        string html = notebooks.Page(
            notebooks.Code("var a = 1;", Out(), "hide-input"), notebooks.Code("var b = 1;", Out(), "hide-output"), notebooks.Code("var c = 1;", Out(), "hide-cell"),
            notebooks.Code("var d = 1;", Out(), "remove-input"), notebooks.Code("var e = 1;", Out(), "remove_output"), notebooks.Code("var f = 1;", Out(), "remove-cell"),
            notebooks.Text("on the slides", "slide-only"), notes);
        Assert.Matches("id=\"cell-code-1\"><details class=\"folded\"><summary>Code</summary><pre class=\"code\">.*?</details><div class=\"output\"><pre class=\"stream\">printed</pre></div></section>", html);
        Assert.Matches("id=\"cell-code-2\"><pre class=\"code\">.*?</pre><div class=\"output\"><details class=\"folded\"><summary>Output</summary>", html);
        Assert.Matches("id=\"cell-code-3\"><details class=\"folded\"><summary>Code and output</summary><pre", html);
        Assert.Matches("id=\"cell-code-4\"><div class=\"output\">", html);
        Assert.Matches("id=\"cell-code-5\"><pre class=\"code\"><code>.*</code></pre></section>", html);
        Assert.DoesNotContain("cell-code-6", html);
        Assert.DoesNotContain("on the slides", html);
        Assert.DoesNotContain("for the speaker", html);
    }

    [Fact]
    public void An_exercise_has_neither_outputs_nor_answers_on_its_page_and_in_its_download()
    {
        JsonObject Role(bool solution) => new() { ["solution"] = solution, ["grade"] = !solution, ["points"] = 4, ["grade_id"] = "x" };
        Cell answer = notebooks.Code("double F()\n{\n    // START CODE HERE (1 line)\n    return 42;\n    // END CODE HERE\n}", [Notebooks.Stream("leaked")]);
        Cell stub = notebooks.Code("double G()\n{\n    // START CODE HERE\n    throw new NotImplementedException(\"G is not written yet.\");\n    // END CODE HERE\n}");
        Cell words = notebooks.Text("The answer is 42.");
        foreach (Cell cell in new[] { answer, stub, words })
            cell.Metadata["nbgrader"] = Role(solution: true);
        Cell given = notebooks.Code("double H()\n{\n    // START CODE HERE (mend 1 line)\n    return 3 - 1; // wrong\n    // END CODE HERE\n}");
        given.Metadata["nbgrader"] = Role(solution: true);
        given.Metadata["nbgrader"]!["checksum"] = NbgraderChecksum.Of(given.Source, "code", CellRole.Solution, "x");
        notebooks.Write("exercises/09-momentum.ipynb", notebooks.Text("# Exercise 9: momentum"), answer, stub, words, given);
        notebooks.Write("09-momentum.ipynb", notebooks.Text("# 09 · Momentum\n\n**Why?**"));
        notebooks.Publish();
        foreach (string file in new[] { "exercises/09-momentum.html", "notebooks/exercises/09-momentum.ipynb", "assets/search-index.js" })
        {
            string text = notebooks.Read(file);
            Assert.DoesNotContain("42", text);
            Assert.DoesNotContain("leaked", text);
            Assert.Contains("G is not written yet.", text);
            Assert.Contains("// wrong", text);
        }
        string page = notebooks.Read("exercises/09-momentum.html");
        Assert.Contains("NotImplementedException</span>();", page);
        Assert.Contains("Exercise · 16 points", page);
        Assert.Contains("href=\"../09-momentum.html\"", page);
        Assert.Contains("href=\"exercises/09-momentum.html\"", notebooks.Read("09-momentum.html"));
    }

    [Fact]
    public void The_home_has_the_map_and_pages_follow_each_other()
    {
        notebooks.Write("01-a.ipynb", notebooks.Text("# 01 · First\n\n**What is it?**"));
        notebooks.Write("02-b.ipynb", notebooks.Text("# 02 · Second"));
        notebooks.Write("03-c.ipynb", notebooks.Text("# 03 · Third"));
        File.WriteAllText(Path.Combine(notebooks.Source, "course.md"), "# The *course*\n\nHello.\n\n## Later\n\nA sentence.\n\n- [b](02-b.ipynb)\n- [a](01-a.ipynb)\n\n## Empty\n\n- [x](x.ipynb)\n");
        notebooks.Publish();
        string home = notebooks.Read("index.html");
        Assert.Contains("The <em>course</em></h1>", home.Replace("<a class=\"anchor\"", "</h1>"), StringComparison.Ordinal);
        Assert.Contains("<p>Hello.</p>", home);
        Assert.Contains("<p>What is it?</p>", home);
        Assert.True(home.IndexOf("02-b.html", StringComparison.Ordinal) < home.IndexOf("01-a.html", StringComparison.Ordinal), "the map's order");
        Assert.Contains(">More", home);
        Assert.DoesNotContain("Empty", home);
        string second = notebooks.Read("02-b.html");
        Assert.Contains("<a class=\"prev\" rel=\"prev\" href=\"01-a.html\">", second);
        Assert.Contains("<a class=\"next\" rel=\"next\" href=\"03-c.html\">", second);
        Assert.Contains("aria-current=\"page\"", second);
        Assert.Contains("download=\"02-b.ipynb\"", second);
    }

    [Fact]
    public void Without_pages_the_home_leads_to_the_decks()
    {
        Cell slide = notebooks.Text("# 01 · First");
        slide.Metadata["slideshow"] = new JsonObject { ["slide_type"] = "slide" };
        notebooks.Write("01-a.ipynb", slide);
        notebooks.Write("02-b.ipynb", notebooks.Text("# No slides"));
        notebooks.Publish(new PublishOptions(Pages: false));
        string home = notebooks.Read("index.html");
        Assert.Contains("href=\"slides/01-a.html\">First</a>", home);
        Assert.DoesNotContain("01-a.html\"", home.Replace("slides/01-a.html", ""));
        Assert.DoesNotContain("No slides", home);
        Assert.DoesNotContain("search-open", home);
        Assert.True(File.Exists(Path.Combine(notebooks.Output, "slides", "01-a.html")));
        Assert.False(File.Exists(Path.Combine(notebooks.Output, "01-a.html")));
    }

    [Fact]
    public void The_text_is_there_before_any_script_and_no_page_loads_from_elsewhere()
    {
        notebooks.Write("a/01-x.ipynb", notebooks.Text("# X\n\nSome words."), notebooks.Code("Console.WriteLine(1);", [Notebooks.Stream("1")]));
        notebooks.Write("b.ipynb", notebooks.Text("# B"));
        notebooks.Publish();
        string html = notebooks.Read("a/01-x.html");
        Assert.Contains("Some words.", html);
        Assert.DoesNotContain("<script>", html);
        Assert.DoesNotMatch("(?:src|href)=\"(?:https?:)?//", html);
        foreach (System.Text.RegularExpressions.Match link in System.Text.RegularExpressions.Regex.Matches(html, "(?:src|href)=\"([^\"#:]+)\""))
            Assert.True(File.Exists(Path.Combine(notebooks.Output, "a", link.Groups[1].Value)), link.Groups[1].Value);
    }

    [Fact]
    public void The_search_finds_words_below_their_headings()
    {
        notebooks.Write("01-a.ipynb", notebooks.Text("# 01 · A\n\nIntro.\n\n## Second *part*\n\nWords & `code`."), notebooks.Code("var answer = 1;"));
        notebooks.Publish();
        string script = notebooks.Read("assets/search-index.js");
        JsonArray entries = JsonNode.Parse(script["window.descentSearchIndex = ".Length..].TrimEnd(';', '\n'))!.AsArray();
        Assert.Equal(["01-a.html#01--a", "01-a.html#second-part"], entries.Select(entry => (string)entry!["page"]!));
        Assert.Equal("Second part", (string)entries[1]!["heading"]!);
        Assert.Equal("Words & code. var answer = 1;", (string)entries[1]!["text"]!);
    }

    [Fact]
    public void Names_of_files_become_links_that_need_no_escape()
    {
        notebooks.Write("What? 100% #1.ipynb", notebooks.Text("no heading"));
        notebooks.Write("what- 100- -1.ipynb", notebooks.Text("# Other"));
        notebooks.Write("index.ipynb", notebooks.Text("# Index"));
        notebooks.Write("assets/x.ipynb", notebooks.Text("# X"));
        notebooks.Publish();
        Assert.Contains("What? 100% #1", notebooks.Read("what--100---1.html"));
        Assert.Contains("Other", notebooks.Read("what--100---1-2.html"));
        Assert.Contains("Index", notebooks.Read("index-2.html"));
        Assert.Contains("X", notebooks.Read("assets-/x.html"));
    }
}
