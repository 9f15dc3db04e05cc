using System.Net;
using System.Text.RegularExpressions;
using Descent.Notebooks;
using Xunit;

namespace Descent.Publishing.Tests;

public sealed class CodeHighlighterTests
{
    [Theory]
    [InlineData("#!import setup.cs", "d:#!import setup.cs")]
    [InlineData("#r \"x.dll\"", "d:#r \"x.dll\"")]
    [InlineData("var n = Network.Of(inputs: 2);", "k:var t:Network m:Of p:inputs n:2")]
    [InlineData("// why\nreturn x;", "c:// why k:return")]
    [InlineData("double F(Matrix<double> W) => W.FrobeniusNorm() + 1e-8;", "k:double m:F t:Matrix k:double m:FrobeniusNorm n:1e-8")]
    [InlineData("new Adam(0.1) { Epochs = 3 }", "k:new t:Adam n:0.1 p:Epochs n:3")]
    [InlineData("$\"a {b} c\" + 'd'", "s:$\" s:a  s: c s:\" s:'d'")]
    [InlineData("foreach (Layer l in network.Layers) l.W *= 2;", "k:foreach t:Layer k:in n:2")]
    [InlineData("record Point(double X);", "k:record t:Point k:double")]
    public void Names_are_coloured_by_where_they_stand(string code, string expected) => Assert.Equal(expected,
        string.Join(' ', Regex.Matches(CodeHighlighter.Highlight(code), "<span class=\"(.)\">(.*?)</span>").Select(match => $"{match.Groups[1].Value}:{WebUtility.HtmlDecode(match.Groups[2].Value)}")));

    [Theory]
    [InlineData("if (x < 1 && y > \"&\") { /* < */ }")]
    [InlineData("class { broken ((( \"unterminated\n$\"{")]
    [InlineData("#if X\nhidden\n#endif\n\t/// <summary>doc</summary>\nint x;\n\n")]
    [InlineData("")]
    public void The_text_stays_as_it_is(string code) => Assert.Equal(code, Text(CodeHighlighter.Highlight(code)));

    [Fact]
    public void The_text_of_every_cell_of_the_course_stays_as_it_is()
    {
        string[] cells = [.. PublishedCourse.Notebooks()
            .SelectMany(file => Notebook.Read(file).Cells.Where(cell => cell.IsCode).Select(cell => cell.Source))];
        Assert.True(cells.Length > 100, $"{cells.Length} cells");
        Assert.All(cells, cell => Assert.Equal(cell, Text(CodeHighlighter.Highlight(cell))));
    }

    private static string Text(string html) => WebUtility.HtmlDecode(Regex.Replace(html, "</?span[^>]*>", ""));
}
