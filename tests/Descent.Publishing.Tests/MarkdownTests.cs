using Descent.Notebooks;
using Xunit;

namespace Descent.Publishing.Tests;

public sealed class MarkdownTests : IDisposable
{
    private readonly Notebooks notebooks = new();

    public void Dispose() => notebooks.Dispose();

    [Fact]
    public void Headings_get_the_anchors_of_GitHub_and_are_the_contents()
    {
        string html = notebooks.Page(notebooks.Text("# Adam\n\n## The idea, again!"), notebooks.Text("## The idea, again!\n\n### How large may $\\alpha$ be?"));
        Assert.Contains("<h2 id=\"the-idea-again\">", html);
        Assert.Contains("<h2 id=\"the-idea-again-1\">", html);
        string page = notebooks.Read("page.html");
        Assert.Contains("<li class=\"level-2\"><a href=\"#the-idea-again-1\">The idea, again!</a></li>", page);
        Assert.Contains("<li class=\"level-3\"><a href=\"#how-large-may-alpha-be\">How large may <i class=\"inline\">\\alpha</i> be?</a></li>", page);
    }

    [Fact]
    public void A_numbered_equation_has_an_anchor_and_is_linked_where_it_is_named()
    {
        notebooks.Write("01-a.ipynb", notebooks.Text("# A\n\n$$a = b \\tag{01.1}$$\n\nBy (01.1) and (02.1), but not (2020).\n\n`(01.1)`"));
        notebooks.Write("02-b.ipynb", notebooks.Text("# B\n\n$$\nc = d\n\\tag{02.1}\n$$\n\nSee (01.1)."));
        notebooks.Publish();
        string first = notebooks.Read("01-a.html"), second = notebooks.Read("02-b.html");
        Assert.Contains("<span class=\"equation\" id=\"eq-01.1\"><span class=\"formula\"><i class=\"display\">a = b</i></span><a class=\"equation-number\" href=\"#eq-01.1\" aria-label=\"Equation 01.1\">(01.1)</a></span>", first);
        Assert.Contains("By <a class=\"equation-reference\" href=\"#eq-01.1\">(01.1)</a> and <a class=\"equation-reference\" href=\"02-b.html#eq-02.1\">(02.1)</a>, but not (2020).", first);
        Assert.Contains("<code>(01.1)</code>", first);
        Assert.Contains("id=\"eq-02.1\"", second);
        Assert.Contains("href=\"01-a.html#eq-01.1\">(01.1)</a>", second);
    }

    [Fact]
    public void A_number_without_a_chapter_is_linked_within_its_notebook()
    {
        notebooks.Write("other.ipynb", notebooks.Text("(1)"));
        Assert.Contains("by <a class=\"equation-reference\" href=\"#eq-1\">(1)</a>, not (2)", notebooks.Page(notebooks.Text("$$a \\tag{1}$$\n\nby (1), not (2)")));
        Assert.Contains("<p>(1)</p>", notebooks.Read("other.html"));
    }

    [Fact]
    public void Formulas_reach_the_typesetter_untouched()
    {
        string html = notebooks.Page(notebooks.Text("$a_1*b_1*c$ and $x < y$\n\n| $|x|$ | b |\n|---|---|\n| $\\{*\\}$ | _e_ |\n\n\\begin{align}\na &= b \\\\\nc &= d\n\\end{align}\n\n```\n\\begin{align}\n```"));
        Assert.Contains("<i class=\"inline\">a_1*b_1*c</i> and <i class=\"inline\">x &lt; y</i>", html);
        Assert.Contains("<i class=\"inline\">\\{*\\}</i>", html);
        Assert.Contains("<i class=\"display\">\\begin{align} a &amp;= b \\\\ c &amp;= d \\end{align}</i>", html);
        Assert.Contains("<code>\\begin{align}</code>", html);
    }

    [Theory]
    [InlineData("the \"mean\" isn't `\"x\"` --no", "<p>the “mean” isn’t <code>&quot;x&quot;</code> --no</p>")]
    [InlineData("(\"*a*\", '90) 1E-7", "(“<em>a</em>”, '90) <span class=\"joined\">1E-7</span>")]
    [InlineData("## At 1e-7, 2.5e-10", ">At <span class=\"joined\">1e-7</span>, <span class=\"joined\">2.5e-10</span><a")]
    [InlineData("![1e-7 & a](data:image/gif;base64,R0lGODlhAQABAAAAACw=)", "alt=\"1e-7 &amp; a\"")]
    [InlineData("word\n\nlike *this*:", "<p>word</p>\n<p class=\"lead-in\">like <em>this</em>:</p>")]
    [InlineData("[a](#) · [b](#) · c 1", ">a</a>\u00A0· <a")]
    [InlineData("in notebook 05, notebooks 1", "in notebook\u00A005, notebooks 1")]
    [InlineData("[09 · Momentum](https://example.org)", ">09\u00A0·\u00A0Momentum</a>")]
    public void Quotes_are_curved_and_no_line_ends_within_a_number(string markdown, string expected) =>
        Assert.Contains(expected, notebooks.Page(notebooks.Text(markdown)));

    [Theory]
    [InlineData("$$a +\nb \\tag{1}$$", "<span class=\"formula\"><i class=\"display\">a + b</i></span><a class=\"equation-number\"")]
    [InlineData("$$\na +\n\nb\n$$", "<i class=\"display\">a +\n\nb</i>")]
    [InlineData("at $n$ = 0.9, `1 - 2`", "at <span class=\"joined\"><i class=\"inline\">n</i> = 0.9,</span> <code class=\"joined\">1 - 2</code>")]
    [InlineData("($n$ = `1e-7`) or", "<span class=\"joined\">(<i class=\"inline\">n</i> = <code class=\"joined\">1e-7</code>)</span> or")]
    [InlineData("$n$ = 1e-7.", "<span class=\"joined\"><i class=\"inline\">n</i> = <span class=\"joined\">1e-7</span>.</span>")]
    [InlineData("<pre><code>a = 1\nb = 2</code></pre>", "<code>a = 1\nb = 2</code>")]
    [InlineData("# Try this:\n\n## And $n$:", "<h2 id=\"and-n\">And ")]
    [InlineData("($n$ is", "<span class=\"joined\">(<i class=\"inline\">n</i></span> is")]
    [InlineData("so $n$. Then", "so <span class=\"joined\"><i class=\"inline\">n</i>.</span> Then")]
    [InlineData("so $a +\nb$ is", "so <i class=\"inline\">a + b</i> is")]
    [InlineData("| $x$ |\n|-----|\n| $y$ |", "<th><i class=\"inline\">x</i></th>")]
    [InlineData("costs $5\n\nand $6", "<p>costs $5</p>\n<p>and $6</p>")]
    [InlineData("- $5\n- $6", "<li>$5</li>")]
    [InlineData("`$a\nb$` and ``$$c\nd$$``", "<code class=\"joined\">$a b$</code> and <code class=\"joined\">$$c d$$</code>")]
    [InlineData("```\n$$a\nb$$\n```\n$x$", "<code>$$a\nb$$</code></pre>\n<p><i class=\"inline\">x</i></p>")]
    [InlineData("~~~\n$$a\nb$$", "<code>$$a\nb$$</code>")]
    [InlineData("text\n\\begin{align*}\na\n\\end{align*}\nmore", "<p>text</p>\n<p><span class=\"equation\"><span class=\"formula\"><i class=\"display\">\\begin{align*} a \\end{align*}</i></span></span></p>\n<p>more</p>")]
    public void A_formula_may_go_over_lines_and_code_is_none(string markdown, string expected) =>
        Assert.Contains(expected, notebooks.Page(notebooks.Text(markdown)));

    [Fact]
    public void A_formula_that_cannot_be_read_is_shown_as_it_is_written() =>
        Assert.Contains("<code class=\"unreadable\" title=\"there is no \\broken\">\\broken &lt; 1</code>", notebooks.Page(notebooks.Text("$\\broken < 1$")));

    [Fact]
    public void Links_to_notebooks_lead_to_their_pages_and_the_rest_leads_nowhere()
    {
        notebooks.Write("exercises/09-b.ipynb", notebooks.Text("# B\n\n[back](../page.ipynb#x)"));
        File.WriteAllText(Path.Combine(notebooks.Folder, "secret.txt"), "secret");
        string html = notebooks.Page(notebooks.Text("""
            [one](exercises/09-b.ipynb#part) [two](https://example.org/?a=1&b=2) [three](javascript:alert(1)) [four](missing.ipynb)
            [five](../secret.txt) [six](#here) <java&#10;script:x> [seven](java%0ascript:alert) [eight](file:///etc/passwd) [nine](/etc/passwd)
            """));
        Assert.Contains("<a href=\"exercises/09-b.html#part\">one</a>", html);
        Assert.Contains("<a href=\"https://example.org/?a=1&amp;b=2\" rel=\"noopener\">two</a>", html);
        Assert.Contains("<a href=\"#here\">six</a>", html);
        foreach (string word in new[] { "three", "four", "five", "seven", "eight", "nine" })
            Assert.Contains($"<a>{word}</a>", html);
        Assert.Contains("<a href=\"../page.html#x\">back</a>", notebooks.Read("exercises/09-b.html"));
    }

    [Fact]
    public void Images_and_attachments_are_carried_over()
    {
        Directory.CreateDirectory(Path.Combine(notebooks.Source, "images"));
        File.WriteAllBytes(Path.Combine(notebooks.Source, "images", "a b.png"), [1, 2, 3]);
        Cell cell = notebooks.Text("![a graph](images/a%20b.png) ![inside](attachment:x.png) ![far](https://example.org/p.png)");
        cell.Json["attachments"] = new System.Text.Json.Nodes.JsonObject { ["x.png"] = new System.Text.Json.Nodes.JsonObject { ["image/png"] = "AQIDBA==" } };
        string html = notebooks.Page(cell);
        string[] links = [.. System.Text.RegularExpressions.Regex.Matches(html, "<img src=\"([^\"]+)\" alt=\"([^\"]+)\"").Select(match => match.Groups[1].Value)];
        Assert.Equal(2, links.Length);
        Assert.Equal([1, 2, 3], File.ReadAllBytes(Path.Combine(notebooks.Output, links[0])));
        Assert.Equal([1, 2, 3, 4], File.ReadAllBytes(Path.Combine(notebooks.Output, links[1])));
        Assert.Contains("<a href=\"https://example.org/p.png\" rel=\"noopener\">far</a>", html);
    }

    [Theory]
    [InlineData("../secret.png", "outside of the folder")]
    [InlineData("%2e%2e/secret.png", "outside of the folder")]
    [InlineData("/etc/hostname", "outside of the folder")]
    [InlineData("link.png", "outside of the folder")]
    [InlineData("missing.png", "is not there")]
    [InlineData("page.ipynb", "no image")]
    [InlineData("attachment:x.png", "is not in the notebook")]
    [InlineData("attachment:../../x.png", "is not in the notebook")]
    public void An_image_that_cannot_be_carried_over_is_an_error_that_names_the_cell(string address, string problem)
    {
        File.WriteAllBytes(Path.Combine(notebooks.Folder, "secret.png"), [1]);
        Directory.CreateDirectory(notebooks.Source);
        File.CreateSymbolicLink(Path.Combine(notebooks.Source, "link.png"), Path.Combine(notebooks.Folder, "secret.png"));
        var error = Assert.Throws<PublishingException>(() => notebooks.Page(notebooks.Text($"![x]({address})")));
        Assert.Contains("page.ipynb, cell 1 (text-1)", error.Message);
        Assert.Contains(problem, error.Message);
    }

    [Fact]
    public void Raw_html_goes_through_the_sanitizer_and_our_own_pieces_do_not()
    {
        string html = notebooks.Page(notebooks.Text("<b>x</b><script>alert(1)</script> $y$\n\n```csharp\nvar z = 1;\n```"), notebooks.Text("plain"));
        Assert.Equal(1, html.Split("<!--safe-->").Length - 1);
        Assert.DoesNotContain("<script>", html);
        Assert.Contains("<i class=\"inline\">y</i>", html);
        Assert.Contains("<span class=\"k\">var</span> z = <span class=\"n\">1</span>;", html);
    }

    [Fact]
    public void Deep_nesting_is_cut_and_said()
    {
        string html = notebooks.Page(notebooks.Text(string.Concat(Enumerable.Repeat("> ", 3000)) + "x"), notebooks.Text("<deep>"));
        Assert.Contains("nested too deeply", html);
        Assert.Contains("cannot be shown: it is too deep", html);
    }

    [Fact]
    public void Tables_scroll_and_empty_headers_are_no_headers()
    {
        string html = notebooks.Page(notebooks.Text("| | b |\n|---|--:|\n| 1 | 2 |\n\n- [x] done\n- [ ] open"));
        Assert.Contains("<div class=\"table\"><table>", html);
        Assert.DoesNotContain("<th></th>", html);
        Assert.Contains("☑ done", html);
        Assert.Contains("☐ open", html);
    }
}
