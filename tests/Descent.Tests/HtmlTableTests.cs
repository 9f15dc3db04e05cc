using System.Text.RegularExpressions;
using Descent.Formatting;
using Xunit;

namespace Descent.Tests;

public sealed class HtmlTableTests
{
    [Fact]
    public void Heads_stand_over_their_columns()
    {
        string html = new HtmlTable("three", "name", "value", "note", "nothing").Row("a", "1.5", "x1").Row("b", "−2", "y").Row("and 3 more").ToString();
        Assert.Equal(["left", "right", "left", "left"], Regex.Matches(html, "<th style=\"text-align:(\\w+)").Select(match => match.Groups[1].Value));
        Assert.Equal("right", Regex.Match(html, "<td style=\"text-align:(\\w+)[^>]*>−2").Groups[1].Value);
        Assert.Equal("left", Regex.Match(new HtmlTable("none", "x1").ToString(), "<th style=\"text-align:(\\w+)").Groups[1].Value);
    }
}
